internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// Starts the processes of workers, all from one thread: a process is told of the death of the thread that started it,
/// so that thread lives as long as the host. Keeps a few processes ready for the next agent.
final class WorkerLauncher: Sendable {
  private struct State {
    var wanted: [Promise<LaunchedWorker>] = []
    var spares: [LaunchedWorker] = []
    var isOver = false
  }

  private let program: String
  private let spares: Int
  private let state = Mutex(State())
  private let word = Atomic<UInt32>(0)

  init(program: String, spares: Int) throws(RoundhouseError) {
    self.program = program
    self.spares = spares
    guard OwnThread.start("rh-launch", { [self] in run() }) else {
      throw RoundhouseError(.overloaded, "no thread to start workers", remedy: "raise the limit of processes")
    }
  }

  /// A process that waits for its order.
  func take(until deadline: Nanoseconds) throws(RoundhouseError) -> LaunchedWorker {
    let spare = state.withLock { $0.spares.popLast() }
    if let spare {
      // Another one is made ready when there is time for it.
      ring()
      return spare
    }
    let promise = Promise<LaunchedWorker>()
    state.withLock { $0.wanted.append(promise) }
    ring()
    return try promise.wait(until: deadline).get()
  }

  func stop() {
    state.withLock { state in
      state.isOver = true
      state.spares = []
    }
    ring()
  }

  private func ring() {
    word.add(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  private func run() {
    while true {
      let seen = word.load(ordering: .acquiring)
      let (wanted, isOver) = state.withLock { state in
        defer { state.wanted = [] }
        return (state.wanted, state.isOver)
      }
      if isOver { return }
      for promise in wanted { promise.fulfil(launch()) }
      if wanted.isEmpty, !refill() { withUnsafePointer(to: word) { _ = platform_futex_wait($0, seen, 0) } }
    }
  }

  /// Makes one spare process ready.
  /// - Returns: false if there are enough, or none can be had.
  private func refill() -> Bool {
    guard state.withLock({ $0.spares.count < spares && !$0.isOver }), case .success(let worker) = launch() else {
      return false
    }
    state.withLock { if !$0.isOver { $0.spares.append(worker) } }
    return true
  }

  private func launch() -> Result<LaunchedWorker, RoundhouseError> {
    do throws(RoundhouseError) { return .success(try start()) } catch { return .failure(error) }
  }

  private func start() throws(RoundhouseError) -> LaunchedWorker {
    var ends: [Int32] = [-1, -1]
    guard platform_socket_pair(&ends) == 0 else { throw failure(platform_errno()) }
    defer { close(ends[1]) }
    let event = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], WorkerProgram.control)
    var arguments = [strdup(program), nil]
    defer { free(arguments[0]) }
    var surroundings: [UnsafeMutablePointer<CChar>?] = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    defer { free(surroundings[0]) }
    var process: pid_t = 0
    let error = posix_spawn(&process, program, &actions, nil, &arguments, &surroundings)
    let descriptor = error == 0 ? platform_pidfd_open(process) : -1
    guard error == 0, descriptor >= 0, event >= 0 else {
      close(ends[0])
      throw failure(error == 0 ? platform_errno() : error)
    }
    return LaunchedWorker(process: process, processDescriptor: descriptor, control: ends[0], event: event)
  }

  private func failure(_ number: Int32) -> RoundhouseError {
    RoundhouseError(
      .overloaded, "the worker program \(program) cannot be started",
      remedy: "install roundhouse-worker beside roundhouse, and see that processes are not exhausted (ulimit -u)",
      cause: String(cString: strerror(number)), path: program)
  }
}
