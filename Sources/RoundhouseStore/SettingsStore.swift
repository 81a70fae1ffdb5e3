package import RoundhouseModel
internal import Synchronization

/// What operators changed while the host ran, kept in `settings.json` of the state folder.
///
/// The file is small, readable for people, and always whole: `{"version": 1, "agents": {"acme.echo": {"priority": 5}}}`.
package final class SettingsStore: Sendable {
  /// Holds the folder's lock for as long as the store lives.
  private let folder: StateFolder
  /// Gives each writer a temporary file of its own.
  private let saves = Atomic<Int>(0)

  package init(folder: StateFolder) { self.folder = folder }

  package var path: String { folder.file("settings.json") }

  /// The changes by agent; empty if nothing was ever changed.
  /// - Throws: `internal` with line, column and what was expected, if the file was edited to something else.
  package func load() throws(RoundhouseError) -> [String: AgentSettings] {
    guard let bytes = try FileReplacement.read(path, limit: 16 << 20) else { return [:] }
    return try SettingsText.parse(bytes, path: path)
  }

  /// Replaces all changes; they last once this returns. Blocks for an fsync. Of several writers at once the last counts.
  /// - Throws: `badRequest` for a priority or weight beyond 0 to 1000, `storeFull` or `internal` if it cannot be written.
  package func save(_ settings: [String: AgentSettings]) throws(RoundhouseError) {
    let number = saves.wrappingAdd(1, ordering: .relaxed).newValue
    try FileReplacement.write(try SettingsText.text(of: settings), to: path, temporary: "\(path).\(number).new")
  }
}
