internal import CPlatform
package import RoundhouseModel
internal import Synchronization

/// What crashes left behind: `crash` in the state folder, which a process writes as it crashes, and `confinements.json`,
/// which says what followed for agents.
package final class CrashStore: Sendable {
  /// Holds the folder's lock for as long as the store lives.
  private let folder: StateFolder
  /// Gives each writer a temporary file of its own.
  private let saves = Atomic<Int>(0)

  package init(folder: StateFolder) { self.folder = folder }

  private var notePath: String { folder.file("crash") }
  package var path: String { folder.file("confinements.json") }

  /// What the host before this one has left; nil if it did not crash. What cannot be understood is no note: it was
  /// written by a process in its last moment.
  package func note() throws(RoundhouseError) -> CrashNote? {
    guard let bytes = try FileReplacement.read(notePath, limit: 64 << 10), !bytes.isEmpty,
      let root = try? JSONDocument(parsing: bytes).root, let signal = root["signal"]?.string
    else { return nil }
    var status = stat()
    guard stat(notePath, &status) == 0 else { return nil }
    return CrashNote(
      signal: signal, agent: root["agent"]?.string ?? "", capability: root["capability"]?.string ?? "",
      time: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
  }

  /// Empties the note, and opens it for the process' own crash.
  /// - Returns: a descriptor that is never closed.
  package func openNote() throws(RoundhouseError) -> Int32 {
    let file = platform_open(notePath, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
    guard file < 0 else { return file }
    throw RoundhouseError(
      .internal, "\(notePath) could not be written",
      remedy: "give this user the right to write the file and its folder",
      cause: String(cString: strerror(platform_errno())), path: notePath)
  }

  /// By agent; empty if there was never any.
  /// - Throws: `internal` if the file is no such file.
  package func confinements() throws(RoundhouseError) -> [String: Confinement] {
    guard let bytes = try FileReplacement.read(path, limit: 16 << 20) else { return [:] }
    guard let root = try? JSONDocument(parsing: bytes).root, root["version"]?.int == 1, let agents = root["agents"]
    else {
      throw RoundhouseError(
        .internal, "\(path) does not say which agents are confined", remedy: "move it away to confine none", path: path)
    }
    return agents.members.reduce(into: [:]) { all, member in all[member.key] = Confinement(member.value) }
  }

  /// They last once this returns. Blocks for an fsync.
  /// - Throws: `storeFull` or `internal` if the file cannot be written.
  package func save(_ confinements: [String: Confinement]) throws(RoundhouseError) {
    var json = JSONWriter(isPretty: true)
    json.beginObject()
    json.member("version", 1)
    json.key("agents")
    json.beginObject()
    for (agent, confinement) in confinements.sorted(by: { $0.key < $1.key }) { json.member(agent, confinement) }
    json.endObject()
    json.endObject()
    let number = saves.wrappingAdd(1, ordering: .relaxed).newValue
    try FileReplacement.write(json.bytes + [10], to: path, temporary: "\(path).\(number).new")
  }
}
