internal import Synchronization

/// The users that a host which is root gives to its workers, each to one at a time.
package final class WorkerUsers: Sendable {
  private struct State {
    var taken: Set<UInt32> = []
    /// Where to look first: a number is used again as late as possible, since files of its last owner may remain.
    var next: UInt32
  }

  private let range: ClosedRange<UInt32>
  private let state: Mutex<State>

  package init(_ range: ClosedRange<UInt32>) {
    self.range = range
    state = Mutex(State(next: range.lowerBound))
  }

  /// A number that no living worker has; nil if all are taken.
  package func take() -> UInt32? {
    state.withLock { state in
      guard state.taken.count < range.count else { return nil }
      while state.taken.contains(state.next) { state.next = following(state.next) }
      let user = state.next
      state.taken.insert(user)
      state.next = following(user)
      return user
    }
  }

  /// Once the worker, and all that it started, has ended.
  package func giveBack(_ user: UInt32) {
    state.withLock { _ = $0.taken.remove(user) }
  }

  private func following(_ user: UInt32) -> UInt32 { user == range.upperBound ? range.lowerBound : user + 1 }
}
