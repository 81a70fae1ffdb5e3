internal import RoundhouseModel

/// Reads `roundhouse.json` into a configuration, or tells all that is wrong with it.
struct ConfigurationReader {
  let path: String
  /// For paths that begin with `~/`.
  let home: String?
  var problems: ManifestProblems

  static func read(
    _ bytes: [UInt8], path: String, home: String?, into configuration: inout Configuration
  ) throws(ManifestProblems) {
    var reader = ConfigurationReader(path: path, home: home, problems: ManifestProblems(path: path))
    let root = try reader.root(bytes)
    reader.readSections(root, &configuration)
    configuration.agents = reader.agents(root)
    configuration.file = path
    guard reader.problems.isEmpty else { throw reader.problems }
  }

  private mutating func root(_ bytes: [UInt8]) throws(ManifestProblems) -> ManifestObject {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes, limits: JSONLimits(nodes: 100_000))
    } catch {
      problems.add(ManifestProblem(error, path: path))
      throw problems
    }
    problems.addDuplicates(in: document.root)
    let names = ConfigurationKey.all.map { $0.section.isEmpty ? $0.shortName : $0.section }
    let keys = names.reduce(into: ["$schema", "agents"]) { if !$0.contains($1) { $0.append($1) } }
    guard let root = ManifestObject(document.root, keys: keys, &problems) else { throw problems }
    return root
  }

  private mutating func readSections(_ root: ManifestObject, _ configuration: inout Configuration) {
    var sections: [String: ManifestObject?] = ["": root]
    for key in ConfigurationKey.all {
      let object = sections[key.section] ?? section(key.section, root)
      sections[key.section] = .some(object)
      guard let object, let node = object[key.shortName] else { continue }
      if key.kind == .folders {
        configuration.prepend(key, folders(key, object))
      } else if let value = value(key, object) {
        configuration.set(key, value, .file(path: path, line: node.position.line))
      }
    }
  }

  private mutating func section(_ name: String, _ root: ManifestObject) -> ManifestObject? {
    let known = ConfigurationKey.all.filter { $0.section == name }.map(\.shortName)
    return root.object(name, keys: known, &problems)
  }

  private mutating func folders(
    _ key: ConfigurationKey, _ object: ManifestObject
  ) -> [(path: String, origin: ConfigurationOrigin)] {
    var folders: [(path: String, origin: ConfigurationOrigin)] = []
    for node in object.array(key.shortName, of: "folders", count: 0...256, &problems) ?? [] {
      guard let text = TextRule.folder.text(node, &problems) else { continue }
      folders.append((absolute(text), .file(path: path, line: node.position.line)))
    }
    return folders
  }

  mutating func value(_ key: ConfigurationKey, _ object: ManifestObject) -> ConfigurationValue? {
    let name = key.shortName
    switch key.kind {
    case .address: return object.text(name, .listenAddress, &problems).map { .text($0) }
    case .folder, .folders: return object.text(name, .folder, &problems).map { .text(absolute($0)) }
    case .choice(let words): return object.choice(name, of: words, &problems).map { .text($0) }
    case .size(let range): return object.size(name, in: range, &problems).map { .size($0) }
    case .duration(let range): return object.duration(name, in: range, &problems).map { .duration($0) }
    case .count(let range): return object.integer(name, in: range, &problems).map { .count($0) }
    case .ratio(let range): return object.number(name, in: range, &problems).map { .ratio($0) }
    case .toggle: return object.bool(name, &problems).map { .toggle($0) }
    }
  }

  /// Relative paths begin at the file's folder, `~/` at home.
  func absolute(_ text: String) -> String {
    if let home, text.hasPrefix("~/") { return PathText.absolute(String(text.dropFirst(2)), from: home) }
    return PathText.absolute(text, from: PathText.parent(path))
  }
}
