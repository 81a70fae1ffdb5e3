internal import RoundhouseModel

/// One template of the SDK, filled in for one new agent.
struct AgentTemplate {
  /// Relative to the new folder, in order.
  let files: [String]
  private let contents: [String: [UInt8]]
  private let name: String
  private let executables: Set<String>

  /// Reads the template and fills it in; nothing is written yet.
  init(name: String, id: String, language: String, sdk: String) throws(RoundhouseError) {
    guard Self.isName(name) else {
      throw RoundhouseError(
        .badRequest, "'\(name)' cannot be the name of an agent's folder",
        remedy: "use lower-case letters, digits and dashes, a letter first: `roundhouse new my-agent`")
    }
    guard DottedName.isValid(id) else {
      throw RoundhouseError(
        .badRequest, "'\(id)' cannot be an agent's id", remedy: "use dotted lower case, such as --id acme.\(name)")
    }
    self.name = name
    let values = ["name": name, "id": id, "module": Self.module(name), "sdk": sdk]
    let root = sdk + "/templates/" + language
    var contents: [String: [UInt8]] = [:]
    var executables: Set<String> = []
    for file in try Self.walk(root, "") {
      let target = Self.fill(file, values)
      let text = try Files.read(root + "/" + file, limit: 1 << 20)
      contents[target] = Array(Self.fill(String(decoding: text, as: UTF8.self), values).utf8)
      if Files.isExecutable(root + "/" + file) { executables.insert(target) }
    }
    files = contents.keys.sorted()
    self.contents = contents
    self.executables = executables
  }

  /// Whether there is something to build before the agent can be loaded.
  var isBuilt: Bool { contents["Makefile"] != nil }

  /// The first self test of the manifest as the end of a command line: `text.hello '{"name":"you"}'`.
  var call: String? {
    guard let bytes = contents["agent.json"], let manifest = try? JSONDocument(parsing: bytes).root,
      let test = manifest["selfTest"]?[0], let capability = test["capability"]?.string
    else { return manifestCapability }
    let input = test["input"].map { Self.quoted(String(decoding: $0.raw, as: UTF8.self)) } ?? ""
    return capability + input
  }

  /// One word for a shell, with a space before it.
  private static func quoted(_ text: String) -> String { " '" + text.replacing("'", with: #"'\''"#) + "'" }

  private var manifestCapability: String? {
    contents["agent.json"].flatMap { try? JSONDocument(parsing: $0).root }?["capabilities"]?[0]?["name"]?.string
  }

  /// Writes the new folder and answers with its path.
  func copy(into parent: String) throws(RoundhouseError) -> String {
    let folder = parent == "." ? name : parent + "/" + name
    guard Files.kind(folder) == nil else {
      throw RoundhouseError(
        .conflict, "\(folder) exists already, and nothing is overwritten",
        remedy: "choose another name, or another place with --into DIR", path: folder)
    }
    if parent != ".", Files.kind(parent) == nil { try Files.makeFolder(parent) }
    try Files.makeFolder(folder)
    var made: Set<String> = []
    for file in files {
      var below = ""
      for part in file.split(separator: "/").dropLast() {
        below += "/" + part
        if made.insert(below).inserted { try Files.makeFolder(folder + below) }
      }
      try Files.create(folder + "/" + file, contents[file] ?? [], isExecutable: executables.contains(file))
    }
    return folder
  }

  private static func walk(_ root: String, _ below: String) throws(RoundhouseError) -> [String] {
    var files: [String] = []
    for entry in try Files.names(in: root + "/" + below) where entry != ".build" {
      let path = below.isEmpty ? entry : below + "/" + entry
      if Files.kind(root + "/" + path) == .folder { files += try walk(root, path) } else { files.append(path) }
    }
    return files
  }

  static func fill(_ text: String, _ values: [String: String]) -> String {
    values.reduce(text) { $0.replacing("{{\($1.key)}}", with: $1.value) }
  }

  static func isName(_ name: String) -> Bool {
    name.utf8.count <= 64 && name.utf8.first.map { $0 &- 97 < 26 } == true
      && name.utf8.allSatisfy { $0 &- 97 < 26 || $0 &- 48 < 10 || $0 == 45 }
  }

  /// `my-agent` as a module: `MyAgent`.
  static func module(_ name: String) -> String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
