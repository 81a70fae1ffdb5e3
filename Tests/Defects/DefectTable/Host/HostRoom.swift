internal import FixtureBuilder
internal import Glibc
internal import RoundhouseModel

/// The folders of one host: agents, state, home, configuration, log.
final class HostRoom: Sendable {
  private let folder: TemporaryFolder
  var agents: String { folder.path + "/agents" }
  var state: String { folder.path + "/state" }
  var home: String { folder.path + "/home" }
  var configuration: String { folder.path + "/roundhouse.json" }
  var log: String { folder.path + "/log.jsonl" }
  var report: String { folder.path + "/report.txt" }
  var ready: String { state + "/ready" }

  /// - Parameters:
  ///   - user: to whom state and home belong; nil: to this process' own user.
  ///   - isolated: ids of the agents that live in workers.
  init(user: uid_t?, isolated: [String]) throws(RoundhouseError) {
    do { folder = try TemporaryFolder() } catch { throw Self.failure("\(error)") }
    guard chmod(folder.path, 0o755) == 0 else { throw Self.failure(folder.path) }
    for path in [agents, state, home] {
      guard mkdir(path, 0o755) == 0 else { throw Self.failure(path) }
    }
    for path in [state, home] {
      if let user, chown(path, user, user) != 0 { throw Self.failure(path) }
    }
    let entries = isolated.map { "\"\($0)\": {\"tier\": \"worker\"}" }.joined(separator: ",\n")
    try Self.write("{\"agents\": {\(entries)}}", to: configuration)
  }

  /// Makes an agent's folder: the library, and last its manifest, which is when the host sees it.
  func add(_ agent: AgentText) throws(RoundhouseError) {
    let path = "\(agents)/\(agent.id)"
    do {
      let library = try TemporaryFolder.read(FixtureBuilder.build(agent.folder))
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw Self.failure(path) }
      try TemporaryFolder.write(library, to: "\(path)/\(agent.library)")
    } catch { throw Self.failure("\(error)") }
    try Self.write(agent.manifest, to: "\(path)/agent.json")
  }

  /// Copies the log to where it outlives the room.
  func keepLog(as path: String) throws(RoundhouseError) { try Self.write(TextFile.read(log) ?? "", to: path) }

  /// Takes its manifest away: what has none is no agent.
  func remove(_ id: String) { unlink("\(agents)/\(id)/agent.json") }

  private static func write(_ text: String, to path: String) throws(RoundhouseError) {
    do { try TemporaryFolder.write(Array(text.utf8), to: path) } catch { throw failure("\(error)") }
  }

  private static func failure(_ cause: String) -> RoundhouseError {
    RoundhouseError(
      .unreachable, "the room of a host cannot be made", remedy: "see that there is room in the temporary folder",
      cause: cause)
  }
}
