import Foundation
import RoundhouseModel
import RoundhouseRuns

/// Batches of a run, its record and its end, written until a disk is full. Throws instead of expecting, because it also
/// works in processes of its own.
enum RunFiller {
  static func batch(_ index: Int) -> [RunOperation] {
    let number = Int64(index + 1)
    let body = [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 16 << 10)
    return [create(number), record(number, of: number, 1, body: body), update(number, .completed, ended: number)]
  }

  /// - Returns: how many batches were confirmed before one was refused for want of room.
  static func fill(_ store: some RunStore, from start: Int = 0) throws -> Int {
    for index in start..<10_000 {
      guard let error = try refusal(store, index) else { continue }
      try demand(error.code == .storeFull, "\(error)")
      try demand(error.message.hasPrefix("no room is left on the disk of "), "\(error)")
      try demand(error.remedy.hasPrefix("make room on that disk"), "\(error)")
      try demand(index > 3, "nothing was ever written")
      return index
    }
    throw Unexpected(text: "the disk never became full")
  }

  static func refusal(_ store: some RunStore, _ index: Int) throws -> RoundhouseError? {
    do {
      try store.commit(batch(index))
      return nil
    } catch { return error }
  }

  /// All that was confirmed is there, and nothing else.
  static func check(_ store: some RunStore, _ count: Int) throws {
    let numbers = try store.numbers { $0.limit = 20_000 }
    try demand(numbers == (0..<count).map { Int64($0 + 1) }, "\(numbers.count) runs instead of \(count)")
    for number in numbers {
      let journal = try store.journal(of: RunNumber(rawValue: number))
      try demand(journal.map(\.body.count) == [16 << 10], "run \(number) has no whole journal")
      try demand(try store.run(number)?.state == .completed, "run \(number) has not ended")
    }
    try demand(try store.lastEntry == Int64(count), "the last record is not \(count)")
  }

  struct Unexpected: Error { var text: String }

  static func demand(_ isTrue: Bool, _ text: @autoclosure () -> String) throws {
    if !isTrue { throw Unexpected(text: text()) }
  }
}
