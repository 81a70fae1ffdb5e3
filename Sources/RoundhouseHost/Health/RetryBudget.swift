internal import RoundhouseModel
internal import Synchronization

/// How many calls may be tried again: a share of those that went well, so that retries cannot become a storm.
///
/// Filled when statistics are folded, not on the walk of a call.
final class RetryBudget: Sendable {
  /// In thousandths of a retry.
  private let tokens: Atomic<Int>
  private let share: Double
  private let capacity: Int
  let refused = Atomic<UInt64>(0)
  let spent = Atomic<UInt64>(0)

  /// - Parameters:
  ///   - share: retries for each call, 0.1 for one in ten.
  ///   - minimum: retries that are always allowed in a second, and the budget at the start.
  init(share: Double, minimum: Int) {
    self.share = share
    capacity = max(minimum, 1) * 10_000
    tokens = Atomic(capacity)
  }

  /// Spends one retry if there is one.
  func spend() -> Bool {
    let before = tokens.subtract(1000, ordering: .relaxed).oldValue
    if before >= 1000 {
      spent.add(1, ordering: .relaxed)
      return true
    }
    tokens.add(1000, ordering: .relaxed)
    refused.add(1, ordering: .relaxed)
    return false
  }

  /// Adds what a stretch of time has earned.
  func earn(calls: UInt64, elapsed: Nanoseconds) {
    let byCalls = Double(calls) * share * 1000
    let byTime = Double(elapsed) / 1e9 * Double(capacity) / 10
    let now = tokens.load(ordering: .relaxed)
    let added = min(Double(capacity - min(now, capacity)), byCalls + byTime)
    tokens.add(Int(added), ordering: .relaxed)
  }
}
