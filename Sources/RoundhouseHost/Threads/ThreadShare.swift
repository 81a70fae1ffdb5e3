internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The part of a thread's record that others read: what it does now, and the durations it has measured.
final class ThreadShare: Sendable {
  /// When the thread went into an agent on its own behalf; 0 while it is not inside one.
  let inlineSince = Atomic<Nanoseconds>(0)
  let inlineCell = Atomic<UInt32>(0)
  let thread = platform_thread_id()
  /// What the watchdog saw last.
  let watch = Mutex(InlineWatch())
  let ring = DurationRing()
}

/// Tells a thread that an agent holds from one that the system does not let run. Pure.
struct InlineWatch: Sendable, Equatable {
  private var since: Nanoseconds = 0
  private var cpu: Nanoseconds = 0
  private var wasReported = false

  /// Looks at a thread that has been inside one call for too long.
  /// - Parameters:
  ///   - since: when the call began: what tells calls apart.
  ///   - cpu: what the thread has used of a processor so far.
  ///   - isWaiting: whether it sleeps, rather than runs or wants to.
  /// - Returns: whether this call is to be reported; once for each.
  mutating func look(since: Nanoseconds, cpu: Nanoseconds, isWaiting: Bool) -> Bool {
    guard since == self.since else {
      self = InlineWatch()
      self.since = since
      self.cpu = cpu
      return false
    }
    // Between two looks a thread that computes has used more of a processor than this, or it was not allowed to run.
    let isComputing = cpu &- self.cpu > .milliseconds(10)
    guard !wasReported, isWaiting || isComputing else { return false }
    wasReported = true
    return true
  }
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
