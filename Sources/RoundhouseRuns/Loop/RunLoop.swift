internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// One thread on which all durable runs of a host take turns, and which commits when nothing is left to run.
///
/// Batches form by themselves then: one run has one record in each commit and changes no thread for it, sixty-four runs
/// have sixty-four.
final class RunLoop: TaskExecutor {
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var isSleeping = false
    var isStopping = false
    /// Whether the thread is gone.
    var hasEnded = false
  }

  private let inbox = Mutex(Inbox())
  private let bell = ThreadBell()
  private let thread = Atomic<UInt>(0)
  /// Whether there is something in the inbox, for a look without the lock.
  private let hasMail = Atomic<Bool>(false)

  // These are the loop's thread's own.
  private nonisolated(unsafe) var ready: [UnownedJob] = []
  private nonisolated(unsafe) var timers = TimerQueue()
  private nonisolated(unsafe) var lookout = Lookout()
  private nonisolated(unsafe) var whenIdle: @Sendable () -> Bool = { false }

  /// - Parameter whenIdle: called on the loop's thread when no job is left; says whether it has done something. Set here
  ///   once, before the thread starts.
  func start(whenIdle: @escaping @Sendable () -> Bool) -> Bool {
    self.whenIdle = whenIdle
    return OwnThread.start("rh-runs") { [self] in work() }
  }

  /// Ends the thread once no job is left.
  func stop() {
    inbox.withLock { $0.isStopping = true }
    bell.ring()
  }

  func enqueue(_ job: consuming ExecutorJob) { add(UnownedJob(job)) }

  /// Runs something on the loop's thread.
  func run(_ body: @escaping @Sendable () -> Void) {
    Task(executorPreference: self) { body() }
  }

  var isCurrent: Bool { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

  private func add(_ job: UnownedJob) {
    if isCurrent { return ready.append(job) }
    let (isSleeping, hasEnded) = inbox.withLock { inbox in
      if !inbox.hasEnded { inbox.jobs.append(job) }
      hasMail.store(true, ordering: .relaxed)
      return (inbox.isSleeping, inbox.hasEnded)
    }
    // Whoever comes too late is told so by what he asks for, and must not wait for a thread that is gone.
    if hasEnded { return job.runSynchronously(on: asUnownedTaskExecutor()) }
    if isSleeping { bell.ring() }
  }

  // MARK: On the loop's thread

  func add(_ time: Nanoseconds, _ body: @escaping @Sendable () -> Void) -> TimerQueue.Timer { timers.add(time, body) }

  func cancel(_ timer: TimerQueue.Timer) { timers.cancel(timer) }

  /// So many jobs are run before the inbox is looked into.
  private static let turn = 64

  private func work() {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
    while true {
      runReady()
      if takeInbox() { continue }
      let due = timers.takeDue(platform_now())
      for body in due { body() }
      if !due.isEmpty || !ready.isEmpty { continue }
      if whenIdle() || !ready.isEmpty { continue }
      if !sleep() { return end() }
    }
  }

  /// Whoever is called by the loop has the loop, so neither would ever be let go, nor the store behind them closed.
  private func end() {
    whenIdle = { false }
    timers = TimerQueue()
  }

  private func runReady() {
    var next = 0
    while next < ready.count {
      let job = ready[next]
      next += 1
      job.runSynchronously(on: asUnownedTaskExecutor())
      if next % RunLoop.turn == 0 { _ = takeInbox() }
    }
    ready.removeAll(keepingCapacity: true)
  }

  private func takeInbox() -> Bool {
    guard hasMail.load(ordering: .relaxed) else { return false }
    return inbox.withLock { inbox in
      hasMail.store(false, ordering: .relaxed)
      if inbox.jobs.isEmpty { return false }
      ready.append(contentsOf: inbox.jobs)
      inbox.jobs.removeAll(keepingCapacity: true)
      return true
    }
  }

  /// - Returns: false if the loop is to end.
  private func sleep() -> Bool {
    if lookout.sees({ hasMail.load(ordering: .relaxed) }) { return true }
    let seen = bell.count
    let isOver: Bool? = inbox.withLock { inbox in
      guard inbox.jobs.isEmpty else { return nil }
      inbox.isSleeping = !inbox.isStopping
      inbox.hasEnded = inbox.isStopping
      return inbox.isStopping
    }
    guard let isOver else { return true }
    if isOver { return false }
    bell.sleep(at: seen, until: timers.next ?? 0)
    inbox.withLock { $0.isSleeping = false }
    return true
  }
}
