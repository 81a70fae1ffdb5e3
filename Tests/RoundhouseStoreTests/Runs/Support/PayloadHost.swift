import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore

/// A host that writes runs with long payloads, prunes some of them, and is killed at a moment that it does not choose.
/// What it was told to be written stands in a file beside.
struct PayloadHost {
  let folder: String

  private var log: String { folder + "/confirmed" }

  /// So many runs, numbered from 1.
  var confirmed: Int {
    get throws {
      guard FileManager.default.fileExists(atPath: log) else { return 0 }
      return try Data(contentsOf: URL(filePath: log)).count
    }
  }

  /// Goes on where the last life has ended, until it is killed.
  func live(milliseconds: UInt64) throws {
    let store = try SQLiteRunStore(folder: folder, name: "1", settings: .small)
    let log = open(self.log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    Thread.detachNewThread {
      usleep(UInt32(milliseconds * 1000))
      kill(getpid(), SIGKILL)
    }
    // One may be written and not be noted.
    var number = Int64(
      max(
        try store.numbers {
          $0.isNewestFirst = true; $0.limit = 1
        }.first ?? 0, 0))
    while try confirmed < number { write(log, ".", 1) }
    while true {
      number += 1
      try store.commit([
        LongPayloads.run(number, input: Self.input(number)),
        record(number, of: number, 1, body: LongPayloads.payload(number)),
        LongPayloads.end(number, output: Self.input(number)),
      ])
      write(log, ".", 1)
      if number % 5 == 0 { _ = try store.prune(endedBefore: number - 3, limit: 2) }
    }
  }

  /// Throws unless all that is there is whole, and all that was confirmed and not pruned is there.
  func check(_ store: SQLiteRunStore, _ confirmed: Int) throws {
    let runs = try store.runs(all)
    guard runs.count >= min(confirmed, 3), confirmed == 0 || runs.last!.number.rawValue >= Int64(confirmed) else {
      throw Missing(text: "\(runs.count) runs of \(confirmed)")
    }
    for run in runs {
      let number = run.number.rawValue
      guard run.state == .completed, run.error == [], run.input == Self.input(number), run.output == run.input,
        try store.journal(of: run.number).map(\.body) == [LongPayloads.payload(number)]
      else { throw Missing(text: "run \(number) is not whole") }
    }
  }

  private var all: RunQuery {
    var query = RunQuery()
    query.limit = .max
    return query
  }

  /// Three runs share one.
  private static func input(_ number: Int64) -> [UInt8] { LongPayloads.payload(-(number / 3), 100_000) }

  private struct Missing: Error { var text: String }
}
