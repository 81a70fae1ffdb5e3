import Foundation
import RoundhouseStore

/// A host in another process, which says by a file what it has done and lives until it is killed.
enum OtherHost {
  /// Claims a file, writes so many runs of one record each, and stays.
  static func live(in folder: String, runs: Int) throws {
    let store = try RunFolder(path: folder).claim(.small)
    for number in 1...Int64(runs) { try store.commit([create(number), record(number, of: number, 1)]) }
    try Data("\(getpid())".utf8).write(to: URL(filePath: folder + "/ready"), options: .atomic)
    while true { sleep(60) }
  }

  /// Waits until it is ready.
  /// - Returns: its process.
  static func process(in folder: String) async throws -> pid_t {
    for _ in 0..<3_000 {
      if let text = try? String(contentsOfFile: folder + "/ready", encoding: .utf8), let process = pid_t(text) {
        return process
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw NotReady()
  }

  struct NotReady: Error {}
}
