internal import Synchronization

/// An answer that a work thread prepares while the connection sleeps.
final class PendingWork: Activity {
  private let suspension: Suspension
  private let finished = Mutex<Answer?>(nil)

  init(_ suspension: Suspension) { self.suspension = suspension }

  /// Nil until it is there.
  var answer: Answer? { finished.withLock { $0 } }

  func finish(_ answer: Answer) {
    finished.withLock { $0 = answer }
    suspension.wake()
  }

  /// A change goes on, although nobody hears of its end.
  func giveUp() {}
  func beat(_ tick: UInt64) {}
}
