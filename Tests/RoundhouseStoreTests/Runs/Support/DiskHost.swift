import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore

/// A host on a disk that may lose its power, and what it was told to be written.
///
/// Batch by batch it creates a run with some records and ends the one before. So what a whole batch leaves is known from
/// its number.
struct DiskHost {
  private let folder: String
  private var settings = RunStoreSettings.small
  /// So many batches are written.
  private(set) var confirmed = 0

  /// - Parameter earlyLog: as of the settings.
  init(folder: String, earlyLog: Int32 = .max) {
    self.folder = folder
    settings.disk = "faulty"
    // Short, so that it is moved and written over again and again.
    settings.restingLog = 20
    settings.earlyLog = earlyLog
    settings.longLog = 60
    settings.longestLog = 200
    (settings.mostAhead, settings.restingAhead) = (4, 1)
  }

  /// Writes until the power goes.
  mutating func live(_ chance: inout SplitMix) {
    do {
      let store = try SQLiteRunStore(folder: folder, name: "1", settings: settings)
      while true {
        try store.commit(try batch(confirmed + 1, store))
        confirmed += 1
        if chance.next(in: 0...9) == 0 { store.rest() }
      }
    } catch {}
  }

  /// Opens what is left and compares it with what was confirmed.
  mutating func check() throws(RoundhouseError) {
    let store = try SQLiteRunStore(folder: folder, name: "1", settings: settings)
    var query = RunQuery()
    query.limit = .max
    let runs = try store.runs(query)
    guard runs.count == confirmed || runs.count == confirmed + 1 else { throw .wrong("\(runs.count) of \(confirmed)") }
    // One that was kept whole though the power went before it was confirmed.
    confirmed = runs.count
    for (index, run) in runs.enumerated() {
      let number = index + 1
      guard run.number.rawValue == Int64(number), run.state == (number == confirmed ? .running : .completed),
        try store.journal(of: run.number) == Self.records(number)
      else { throw .wrong("run \(number) of \(confirmed) is not as it was written") }
    }
    guard store.lastEntry == (Self.records(confirmed).last?.id ?? 0) else { throw .wrong("\(store.lastEntry)") }
  }

  private func batch(_ number: Int, _ store: SQLiteRunStore) throws -> [RunOperation] {
    var operations = [create(Int64(number))] + Self.records(number).map { .record($0) }
    if let before = try store.run(Int64(number - 1)) {
      operations.append(update(Int64(number - 1), .completed, epoch: before.epoch, ended: Int64(number)))
    }
    return operations
  }

  /// One to five records, some of several pages.
  private static func records(_ number: Int) -> [JournalEntry] {
    if number == 0 { return [] }
    return (1...Int64(number % 5 + 1)).map { sequence in
      let body = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number % 7 == 0 ? 9_000 : 200)
      return entry(Int64(number) * 10 + sequence, of: Int64(number), sequence, body: body)
    }
  }
}

extension RoundhouseError {
  fileprivate static func wrong(_ what: String) -> RoundhouseError { RoundhouseError(.internal, "wrong: \(what)") }
}
