internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The host-owned threads on which agents may take their time.
///
/// The thread that fell idle last is woken first, each by a futex word of its own. Both the threads and the queue are
/// bounded. A thread that an agent never gives back is counted as stuck and replaced, up to as many again.
final class BlockingThreads: Sendable {
  private final class Idle: Sendable {
    let word = Atomic<UInt32>(0)
    let job = Mutex<(any Job)?>(nil)
  }

  private struct State {
    var idle: [Idle] = []
    var queue = Deque<any Job>()
    var threads = 0
    var stuck = 0
    var isStopping = false
  }

  private let state = Mutex(State())
  private let limit: Int
  private let queueLimit: Int

  init(limit: Int, queue: Int) {
    self.limit = limit
    queueLimit = queue
  }

  /// Whether the calling thread is one of these.
  static var isCurrent: Bool { platform_thread_blocks() != 0 }

  /// Whether it is, and has no agent's function below it that would be held by another agent.
  static var isFree: Bool { platform_thread_blocks() == 1 }

  /// Goes into an agent: until it is back, the thread is not free.
  static func lend<Result>(_ body: () -> Result) -> Result {
    let before = platform_thread_blocks()
    guard before != 0 else { return body() }
    platform_thread_set_blocks(2)
    defer { platform_thread_set_blocks(before) }
    return body()
  }

  /// Gives a job to an idle thread, a new one, or the queue.
  /// - Returns: false if all threads are busy and the queue is full.
  func submit(_ job: any Job, urgent: Bool = false, mayQueue: Bool = true) -> Bool {
    enum Place { case given(Idle), start, queued, refused }
    let place: Place = state.withLock { state in
      if let idle = state.idle.popLast() {
        idle.job.withLock { $0 = job }
        return .given(idle)
      }
      if state.threads < limit + min(state.stuck, limit) {
        state.threads += 1
        return .start
      }
      if !mayQueue || state.queue.count >= queueLimit && !urgent { return .refused }
      state.queue.append(job)
      return .queued
    }
    switch place {
    case .given(let idle):
      idle.word.store(1, ordering: .releasing)
      withUnsafePointer(to: idle.word) { platform_futex_wake($0, 1) }
      return true
    case .start: return start(job)
    case .queued: return true
    case .refused: return false
    }
  }

  /// Work that must not be lost: it may pass the queue's bound.
  func submit(_ body: @escaping @Sendable () -> Void) {
    _ = submit(ClosureJob(body), urgent: true)
  }

  func threadIsStuck() { state.withLock { $0.stuck += 1 } }
  func threadCameBack() { state.withLock { $0.stuck -= 1 } }

  var counts: (threads: Int, stuck: Int, queued: Int) {
    state.withLock { ($0.threads, $0.stuck, $0.queue.count) }
  }

  /// Lets idle threads end; those at work end after it.
  func stop() {
    let idle = state.withLock { state in
      state.isStopping = true
      defer { state.idle = [] }
      return state.idle
    }
    for one in idle {
      one.word.store(1, ordering: .releasing)
      withUnsafePointer(to: one.word) { platform_futex_wake($0, 1) }
    }
  }

  private func start(_ job: any Job) -> Bool {
    if OwnThread.start("rh-agent", { [self] in work(job) }) { return true }
    // The system gives no more threads: wait for one of ours, if there is any.
    return state.withLock { state in
      state.threads -= 1
      guard state.threads > 0, state.queue.count < queueLimit else { return false }
      state.queue.append(job)
      return true
    }
  }

  private func work(_ first: any Job) {
    platform_thread_set_blocks(1)
    let own = Idle()
    var job: (any Job)? = first
    while true {
      if let current = job { current.run() }
      job = nil
      let (next, isStopping) = takeOrRest(own)
      if isStopping { break }
      job = next ?? rest(own)
    }
    state.withLock { $0.threads -= 1 }
  }

  private func takeOrRest(_ own: Idle) -> ((any Job)?, Bool) {
    state.withLock { state in
      if let next = state.queue.popFirst() { return (next, false) }
      if state.isStopping { return (nil, true) }
      own.word.store(0, ordering: .relaxed)
      state.idle.append(own)
      return (nil, false)
    }
  }

  private func rest(_ own: Idle) -> (any Job)? {
    while own.word.load(ordering: .acquiring) == 0 {
      withUnsafePointer(to: own.word) { _ = platform_futex_wait($0, 0, 0) }
    }
    return own.job.withLock { job in
      defer { job = nil }
      return job
    }
  }
}
