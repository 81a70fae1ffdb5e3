package import RoundhouseModel
internal import Synchronization

/// What became of replacements, kept in `replacements.json` of the state folder: small, and always whole.
package final class HistoryStore: HistoryKeeping {
  /// Holds the folder's lock for as long as the store lives.
  private let folder: StateFolder
  /// Gives each writer a temporary file of its own.
  private let saves = Atomic<Int>(0)

  package init(folder: StateFolder) { self.folder = folder }

  package var path: String { folder.file("replacements.json") }

  /// The oldest first; empty if there was never any. What a newer Roundhouse may have written beside is passed over.
  /// - Throws: `internal` if the file is no such file.
  package func load() throws(RoundhouseError) -> [ReplacementReport] {
    guard let bytes = try FileReplacement.read(path, limit: 16 << 20) else { return [] }
    let root: JSONNode
    do throws(JSONError) { root = try JSONDocument(parsing: bytes).root } catch {
      throw unreadable("line \(error.line), column \(error.column): \(error.message)")
    }
    guard root["version"]?.int == 1, let reports = root["replacements"], reports.kind == .array else {
      throw unreadable("it has no \"version\": 1 and no \"replacements\"")
    }
    return reports.elements.compactMap { ReplacementReport($0) }
  }

  /// They last once this returns. Blocks for an fsync.
  /// - Throws: `storeFull` or `internal` if the file cannot be written.
  package func save(_ reports: [ReplacementReport]) throws(RoundhouseError) {
    var json = JSONWriter()
    json.beginObject()
    json.member("version", 1)
    json.member("replacements", reports)
    json.endObject()
    let number = saves.wrappingAdd(1, ordering: .relaxed).newValue
    try FileReplacement.write(json.bytes + [10], to: path, temporary: "\(path).\(number).new")
  }

  private func unreadable(_ why: String) -> RoundhouseError {
    RoundhouseError(
      .internal, "\(path) is no history of replacements", remedy: "move it away to begin a new one", cause: why,
      path: path)
  }
}
