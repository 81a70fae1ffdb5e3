internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// Starts the processes of workers, all from one thread: a process ends with the thread that started it, so that thread
/// lives as long as the host. Keeps a few processes ready for the next agent.
final class WorkerLauncher: Sendable {
  private struct Wish: Sendable {
    let plan: SandboxPlan
    let promise: Promise<LaunchedWorker>
    let deadline: Nanoseconds
  }

  private struct State {
    var wishes: [Wish] = []
    var spares: [LaunchedWorker] = []
    var isOver = false
  }

  private let program: String
  private let spares: Int
  private let users: WorkerUsers
  private let state = Mutex(State())
  private let word = Atomic<UInt32>(0)

  init(program: String, spares: Int, users: WorkerUsers) throws(RoundhouseError) {
    self.program = program
    self.spares = spares
    self.users = users
    guard OwnThread.start("rh-launch", { [self] in run() }) else {
      throw RoundhouseError(.overloaded, "no thread to start workers", remedy: "raise the limit of processes")
    }
  }

  /// A process that waits for its order: one that is ready, unless the plan wants something of the launch itself.
  func take(for plan: SandboxPlan, until deadline: Nanoseconds) throws(RoundhouseError) -> LaunchedWorker {
    let isOrdinary = WorkerEnvironment.variables(of: plan) == WorkerLauncher.ordinary && !plan.wantsOwnProcesses
    while isOrdinary, let spare = state.withLock({ $0.spares.popLast() }) {
      // Another one is made ready when there is time for it.
      ring()
      if !spare.hasEnded { return spare }
    }
    let promise = Promise<LaunchedWorker>()
    let isOver = state.withLock { state in
      if !state.isOver { state.wishes.append(Wish(plan: plan, promise: promise, deadline: deadline)) }
      return state.isOver
    }
    if isOver { throw over }
    ring()
    return try promise.wait(until: deadline).get()
  }

  func stop() {
    let spares = state.withLock { state in
      state.isOver = true
      defer { state.spares = [] }
      return state.spares
    }
    _ = spares
    ring()
  }

  private static let ordinary = WorkerEnvironment.variables(of: SandboxPlan(agent: ""))

  private func ring() {
    word.add(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  private func run() {
    while true {
      let seen = word.load(ordering: .acquiring)
      let (wishes, isOver) = state.withLock { state in
        defer { state.wishes = [] }
        return (state.wishes, state.isOver)
      }
      // Whoever still waits is told, and this thread's end is that of all it has started.
      for wish in wishes where isOver || platform_now() < wish.deadline {
        wish.promise.fulfil(isOver ? .failure(over) : launch(wish.plan))
      }
      if isOver { return }
      if wishes.isEmpty, !refill() { withUnsafePointer(to: word) { _ = platform_futex_wait($0, seen, 0) } }
    }
  }

  private var over: RoundhouseError { RoundhouseError(.cancelled, "the host is shutting down") }

  /// Makes one spare process ready.
  /// - Returns: false if there are enough, or none can be had.
  private func refill() -> Bool {
    guard state.withLock({ $0.spares.count < spares && !$0.isOver }),
      case .success(let worker) = launch(SandboxPlan(agent: ""))
    else { return false }
    state.withLock { if !$0.isOver { $0.spares.append(worker) } }
    return true
  }

  private func launch(_ plan: SandboxPlan) -> Result<LaunchedWorker, RoundhouseError> {
    do throws(RoundhouseError) { return .success(try start(plan)) } catch { return .failure(error) }
  }

  private func start(_ plan: SandboxPlan) throws(RoundhouseError) -> LaunchedWorker {
    var (sockets, pipe): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    let event = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    let isComplete =
      event >= 0 && platform_socket_pair(&sockets) == 0 && pipe2(&pipe, O_CLOEXEC | O_NONBLOCK) == 0
    defer { for number in [sockets[1], pipe[1]] where number >= 0 { close(number) } }
    var user: UInt32?
    do throws(RoundhouseError) {
      guard isComplete else { throw failure(platform_errno()) }
      user = try takeUser()
      let process = try ProcessLauncher.start(
        LaunchOrder(
          program, environment: WorkerEnvironment.variables(of: plan), descriptors: [sockets[1]], output: pipe[1],
          wantsOwnProcesses: plan.wantsOwnProcesses))
      return LaunchedWorker(
        process, control: sockets[0], event: event, output: pipe[0], user: user, of: users)
    } catch {
      if let user { users.giveBack(user) }
      for number in [event, sockets[0], pipe[0]] where number >= 0 { close(number) }
      throw error
    }
  }

  private func takeUser() throws(RoundhouseError) -> UInt32? {
    guard geteuid() == 0 else { return nil }
    if let user = users.take() { return user }
    throw RoundhouseError(
      .overloaded, "all users for workers are taken",
      remedy: "run fewer workers, or give the host a longer range of users")
  }

  private func failure(_ number: Int32) -> RoundhouseError {
    RoundhouseError(
      .overloaded, "no descriptors for another worker", remedy: "raise the limit of open files (ulimit -n)",
      cause: String(cString: strerror(number)))
  }
}
