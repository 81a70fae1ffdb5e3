internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// Owns a thread's words, and is where others look at them.
final class ThreadShare: Sendable {
  // Allocated here, freed in deinit; the thread's record and the list of all shares hold this object.
  nonisolated(unsafe) let words: UnsafeMutablePointer<ThreadWords>
  let thread = platform_thread_id()
  /// What the watchdog saw last.
  let watch = Mutex(InlineWatch())

  init(_ snapshot: Snapshot) {
    words = .allocate(capacity: 1)
    words.initialize(to: ThreadWords(snapshot))
  }

  deinit {
    words.deinitialize(count: 1)
    words.deallocate()
  }
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

  func join(_ snapshot: Snapshot) -> ThreadShare {
    let share = ThreadShare(snapshot)
    shares.withLock { $0.append(share) }
    return share
  }

  func leave(_ share: ThreadShare) {
    book.fold(share.words)
    shares.withLock { $0.removeAll { $0 === share } }
  }

  var all: [ThreadShare] { shares.withLock { $0 } }

  /// Brings the statistics up to date.
  func fold() { for share in all { book.fold(share.words) } }
}
