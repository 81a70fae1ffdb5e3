internal import Synchronization

/// Bytes that all large bodies may have together, so that a few clients cannot take the machine's memory.
final class BodyBudget: Sendable {
  private let left: Atomic<Int>

  init(_ bytes: Int) { left = Atomic(bytes) }

  func take(_ bytes: Int) -> Bool {
    if left.subtract(bytes, ordering: .relaxed).newValue >= 0 { return true }
    give(bytes)
    return false
  }

  func give(_ bytes: Int) { left.add(bytes, ordering: .relaxed) }
}
