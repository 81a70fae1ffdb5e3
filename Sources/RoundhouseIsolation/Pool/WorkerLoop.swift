internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// One thread that looks after all workers: frames that nobody waits for, processes that end, and what is due.
final class WorkerLoop: Sendable {
  typealias Key = UInt64

  private struct State {
    var next: Key = 1
    var watched: [Key: (descriptor: Int32, body: @Sendable () -> Void)] = [:]
    var due: [(time: Nanoseconds, body: @Sendable () -> Void)] = []
    var isOver = false
  }

  private static let interval: Nanoseconds = .milliseconds(100)

  private let state = Mutex(State())
  private let poller: Int32
  private let bell: Int32
  private let tick: @Sendable () -> Void

  /// - Parameter tick: called ten times a second.
  init(tick: @escaping @Sendable () -> Void) throws(RoundhouseError) {
    self.tick = tick
    poller = epoll_create1(Int32(EPOLL_CLOEXEC))
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard poller >= 0, bell >= 0, add(bell, 0), OwnThread.start("rh-workers", { [self] in run() }) else {
      throw RoundhouseError(
        .overloaded, "no thread or descriptor to look after workers", remedy: "raise the limit of open files",
        cause: String(cString: strerror(platform_errno())))
    }
  }

  // Not when the loop ends: others may still write to the bell.
  deinit {
    close(poller)
    close(bell)
  }

  /// Calls the body on the loop's thread whenever the descriptor is readable.
  /// - Returns: nil if the system watches no more descriptors.
  func watch(_ descriptor: Int32, _ body: @escaping @Sendable () -> Void) -> Key? {
    let key = state.withLock { state in
      defer { state.next += 1 }
      state.watched[state.next] = (descriptor, body)
      return state.next
    }
    if add(descriptor, key) { return key }
    state.withLock { _ = $0.watched.removeValue(forKey: key) }
    return nil
  }

  /// Looks no more. The body may be running at this moment.
  func forget(_ key: Key) {
    guard let descriptor = state.withLock({ $0.watched.removeValue(forKey: key)?.descriptor }) else { return }
    epoll_ctl(poller, EPOLL_CTL_DEL, descriptor, nil)
  }

  /// Calls the body once, when the time has come.
  func call(at time: Nanoseconds, _ body: @escaping @Sendable () -> Void) {
    state.withLock { if !$0.isOver { $0.due.append((time, body)) } }
    eventfd_write(bell, 1)
  }

  func stop() {
    state.withLock { $0.isOver = true }
    eventfd_write(bell, 1)
  }

  private func add(_ descriptor: Int32, _ key: Key) -> Bool {
    var event = epoll_event()
    event.events = EPOLLIN.rawValue
    event.data.u64 = key
    return epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event) == 0
  }

  private func run() {
    var events = [epoll_event](repeating: epoll_event(), count: 64)
    var nextTick = platform_now() &+ WorkerLoop.interval
    while !state.withLock({ $0.isOver }) {
      let count = epoll_wait(poller, &events, Int32(events.count), timeout(nextTick))
      for event in events.prefix(max(0, Int(count))) { tell(event.data.u64) }
      let now = platform_now()
      for body in takeDue(now) { body() }
      guard now >= nextTick else { continue }
      tick()
      nextTick = now &+ WorkerLoop.interval
    }
    // What is watched holds on to processes, and what is due to instances.
    let left = state.withLock { state in
      defer { (state.watched, state.due) = ([:], []) }
      return (state.watched, state.due)
    }
    _ = left
  }

  private func tell(_ key: Key) {
    guard key != 0 else {
      var count: eventfd_t = 0
      eventfd_read(bell, &count)
      return
    }
    state.withLock { $0.watched[key]?.body }?()
  }

  /// Milliseconds until something is due.
  private func timeout(_ nextTick: Nanoseconds) -> Int32 {
    let due = state.withLock { $0.due.map(\.time).min() } ?? .max
    let next = min(due, nextTick)
    let now = platform_now()
    return next <= now ? 0 : Int32(clamping: (next - now + 999_999) / 1_000_000)
  }

  private func takeDue(_ now: Nanoseconds) -> [@Sendable () -> Void] {
    state.withLock { state in
      let due = state.due.filter { $0.time <= now }
      state.due.removeAll { $0.time <= now }
      return due.map(\.body)
    }
  }
}
