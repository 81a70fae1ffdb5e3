internal import RoundhouseModel
internal import Synchronization

/// How much of one kind an instance may want of the host at once, so that no agent takes what is there for all.
final class ServiceBudget: Sendable {
  private let used = Atomic<Int>(0)
  private let limit: Int
  private let what: String

  /// - Parameter what: for the error: `calls to others`.
  init(_ limit: Int, of what: String) {
    self.limit = limit
    self.what = what
  }

  /// Does something that tells its outcome by a call-back, once; one that throws tells nothing.
  func spend<Value>(
    _ done: @escaping @Sendable (Result<Value, RoundhouseError>) -> Void,
    _ work: (@escaping @Sendable (Result<Value, RoundhouseError>) -> Void) throws(RoundhouseError) -> Void
  ) throws(RoundhouseError) {
    guard used.add(1, ordering: .relaxed).newValue <= limit else {
      used.subtract(1, ordering: .relaxed)
      throw RoundhouseError(
        .overloaded, "the agent has \(limit) \(what) open already", remedy: "wait for some of them to end")
    }
    do throws(RoundhouseError) {
      try work { [self] result in
        used.subtract(1, ordering: .relaxed)
        done(result)
      }
    } catch {
      used.subtract(1, ordering: .relaxed)
      throw error
    }
  }
}
