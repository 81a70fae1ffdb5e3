internal import RoundhouseModel
internal import Synchronization

/// The part of a thread's record that others read: what it does now, and the durations it has measured.
final class ThreadShare: Sendable {
  /// When the thread went into an agent on its own behalf; 0 while it is not inside one.
  let inlineSince = Atomic<Nanoseconds>(0)
  let inlineCell = Atomic<UInt32>(0)
  /// Set by the watchdog so that one long call is reported once.
  let wasReported = Atomic<Bool>(false)
  let ring = DurationRing()
}

/// All threads that have called this host and still live.
final class ThreadShares: Sendable {
  private let shares = Mutex<[ThreadShare]>([])
  private let book: StatisticsBook

  init(book: StatisticsBook) { self.book = book }

  func join() -> ThreadShare {
    let share = ThreadShare()
    shares.withLock { $0.append(share) }
    return share
  }

  func leave(_ share: ThreadShare) {
    book.fold(share.ring)
    shares.withLock { $0.removeAll { $0 === share } }
  }

  var all: [ThreadShare] { shares.withLock { $0 } }

  /// Brings the statistics up to date.
  func fold() { for share in all { book.fold(share.ring) } }
}
