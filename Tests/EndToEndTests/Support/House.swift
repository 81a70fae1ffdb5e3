import FixtureBuilder
import Foundation
import Glibc

/// The program as it would be installed: the command, the agents that ship and the SDK, in a folder of their own.
enum House {
  /// For all that the tests make; removed when the process ends.
  static let room: String = {
    var pattern = Array((NSTemporaryDirectory() + "/roundhouse-house-XXXXXX").utf8CString)
    guard let made = mkdtemp(&pattern), let real = realpath(made, nil) else { fatalError("no temporary folder") }
    defer { free(real) }
    // Hosts of other users find their programs and agents in it.
    chmod(real, 0o755)
    atexit { try? FileManager.default.removeItem(atPath: House.room) }
    return String(cString: real)
  }()

  /// The command; the agents that ship lie around it where it looks for them.
  static let command: String = {
    do {
      return try install()
    } catch { fatalError("the house cannot be put together: \(error)") }
  }()

  /// Where the agents that ship are staged.
  static var agents: String {
    ((command as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent + "/agents"
  }

  /// The ids of the agents that ship.
  static func agentIDs() throws -> Set<String> {
    struct Manifest: Decodable { let id: String }
    let folders = try FileManager.default.contentsOfDirectory(atPath: agents)
    return try Set(
      folders.map { folder in
        let manifest = try Data(contentsOf: URL(filePath: "\(agents)/\(folder)/agent.json"))
        return try JSONDecoder().decode(Manifest.self, from: manifest).id
      })
  }

  private static var installation: String { room + "/installed" }

  /// What the tests' programs see: nothing of the configuration, state or agents of this machine.
  static let environment: [String: String] = {
    _ = command
    var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("ROUNDHOUSE_") }
    for name in ["DATA", "CONFIG", "STATE", "CACHE"] {
      variables["XDG_\(name)_HOME"] = room + "/home/" + name.lowercased()
    }
    variables["NO_COLOR"] = "1"
    variables["PATH"] = installation + "/bin:" + (variables["PATH"] ?? "/usr/bin:/bin")
    return variables
  }()

  private static func install() throws -> String {
    let files = FileManager.default
    let bin = installation + "/bin"
    let share = installation + "/share/roundhouse"
    for folder in [bin, share] { try files.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    // Copied, not linked: the command looks around the place where its file really is.
    for program in ["roundhouse", "roundhouse-worker"] {
      try files.copyItem(atPath: FixtureBuilder.products + "/" + program, toPath: bin + "/" + program)
    }
    try files.createSymbolicLink(atPath: share + "/sdk", withDestinationPath: FixtureBuilder.repository + "/sdk")
    let staging = try Command.run([
      FixtureBuilder.repository + "/Plugins/stage.sh", FixtureBuilder.products, installation + "/agents",
    ])
    guard staging.status == 0 else { throw Failure("Plugins/stage.sh: \(staging.output)") }
    return bin + "/roundhouse"
  }

  /// A new empty folder.
  static func folder(_ purpose: String) throws -> String {
    let path = room + "/\(purpose)-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// A new empty folder that belongs to a user; to this process' own if that is nil.
  static func folder(_ purpose: String, of user: uid_t?) throws -> String {
    let path = try folder(purpose)
    if let user, chown(path, user, user) != 0 { throw Failure("\(path) cannot be given away") }
    return path
  }

  /// Whether the tests have their whole budgets.
  static var isSoak: Bool { ProcessInfo.processInfo.environment["ROUNDHOUSE_SOAK"] == "1" }
}
