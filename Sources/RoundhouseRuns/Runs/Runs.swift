internal import CPlatform
package import RoundhouseModel
internal import Synchronization

/// All runs of one host: begins them, goes on with what an earlier process has left, and knows what became of them.
package final class Runs: Sendable {
  struct State {
    var workflows: [String: Workflow] = [:]
    var living: [RunNumber: LivingRun] = [:]
    var byKey: [String: RunNumber] = [:]
    var lastNumber = RunNumber(rawValue: 0)
    var isOpen = false
    var isStopping = false
    /// Whether all that jobs may ask for is there.
    var takesJobs = false
    /// So many jobs are carried out at once.
    var jobLimit = 16
    /// How long a run that only waits stays in memory.
    var patience: Nanoseconds = .seconds(60)
    /// When runs that wait are looked at next, on the monotonic clock; `.max` if no look is due.
    var nextWaking = Nanoseconds.max
    /// How long runs are kept after their end; nil for ever.
    var retention: Nanoseconds?
    /// When the queue is looked at next, on the monotonic clock; `.max` if no look is due.
    var nextLook = Nanoseconds.max
  }

  let store: any RunStore
  let agents: any Invoking
  let clock: any Clock
  /// The same, for what is due in a queue.
  let steady: SteadyClock
  let loop = RunLoop()
  /// Where this host tells of its runs.
  package let bus = EventBus()
  let journal: Journal
  let state = Mutex(State())
  let reviewCounts = Mutex(ReviewStatistics())

  /// - Throws: what the store says if it cannot be read.
  package init(
    store: any RunStore, agents: any Invoking, clock: any Clock = SystemClock()
  ) throws(RoundhouseError) {
    self.store = store
    self.agents = agents
    self.clock = clock
    steady = SteadyClock(clock)
    journal = try Journal(store, loop)
  }

  /// Makes a workflow known. The last one of a name counts, for runs that begin from then on.
  package func register(_ workflow: Workflow) { state.withLock { $0.workflows[workflow.name] = workflow } }

  package func workflow(_ name: String) -> Workflow? { state.withLock { $0.workflows[name] } }

  /// Begins to work: runs may be asked for from now on.
  package func open() throws(RoundhouseError) {
    let wasOpen = state.withLock { state in
      defer { state.isOpen = true }
      return state.isOpen
    }
    if wasOpen { return }
    try countOn()
    journal.listen { [weak self] written in
      self?.forgetEnded(written)
      self?.tell(written)
    } refused: { [weak self] number, fault in
      self?.lose(number, fault)
    } lost: { [weak self] fault in
      self?.leaveAll(fault)
    }
    guard loop.start(whenIdle: { [journal] in journal.writeIfDue() }) else {
      throw RoundhouseError(.overloaded, "the system has no thread for runs", remedy: "raise the limit of processes")
    }
  }

  /// Goes on with what an earlier process has left, and takes jobs. Once, when all workflows are known.
  package func start() async throws(RoundhouseError) {
    try open()
    try await resumeAll()
    state.withLock { $0.takesJobs = true }
    loop.run { [self] in
      takeJobs()
      wakeSleepers()
      pruneAgainAndAgain()
    }
  }

  /// Returns when all that was recorded before is written.
  func committed() async throws(RoundhouseError) {
    // Of no run's own.
    try await recording { () throws(RoundhouseError) in ((), RunNumber(rawValue: 0)) }
  }

  /// Records something on the loop's thread, and returns when it is written.
  /// - Parameter body: gives back a value, and the run that it has recorded something of, if it has.
  /// - Throws: what the body does, and why nothing of the run was written.
  func recording<Value: Sendable>(
    _ body: @escaping @Sendable () throws(RoundhouseError) -> (Value, RunNumber?)
  ) async throws(RoundhouseError) -> Value {
    // Carries no value between threads but in the box.
    let box = Box<Result<Value, RoundhouseError>>()
    await Task(executorPreference: loop) { [journal] in
      var result: Result<Value, RoundhouseError>
      do throws(RoundhouseError) {
        let (value, number) = try body()
        result = .success(value)
        // In the same turn as what the body has recorded, so that both are in one batch.
        if let number {
          do throws(RunError) { try await journal.commit(of: number) } catch { result = .failure(error.error) }
        }
      } catch {
        result = .failure(error)
      }
      box.value.withLock { $0 = result }
    }.value
    guard let result = box.value.withLock({ $0 }) else { fatalError("the loop went on without a value") }
    return try result.get()
  }

  /// How many jobs this host carries out at once; 16 if nothing is said.
  package func limitJobs(to count: Int) {
    state.withLock { $0.jobLimit = count }
    loop.run { [self] in takeJobs() }
  }

  /// Takes nothing new and writes what is recorded. Runs that are not over are gone on with by the next process; whoever
  /// waits for one is told so.
  package func stop() async {
    state.withLock { $0.isStopping = true }
    await onLoop { [self] in
      journal.close(.stopping)
      leaveAll(.stopping)
    }
    loop.stop()
    // Those that are published hold on to their host.
    state.withLock { $0.workflows = [:] }
    bus.close()
  }

  /// All runs are another host's, or the next one's, from now on.
  private func leaveAll(_ fault: RunFault) {
    for living in state.withLock({ Array($0.living.values) }) { living.leave(fault) }
  }

  /// Does something on the loop's thread, where the store is asked.
  func onLoop<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    // A continuation that comes back to another thread cannot be followed by Thread Sanitizer; a task can.
    let box = Box<Value>()
    await Task(executorPreference: loop) {
      let value = body()
      box.value.withLock { $0 = value }
    }.value
    guard let value = box.value.withLock({ $0 }) else { fatalError("the loop went on without a value") }
    return value
  }

  /// The same for what may fail.
  func askStore<Value: Sendable>(
    _ body: @escaping @Sendable () throws(RoundhouseError) -> Value
  ) async throws(RoundhouseError) -> Value {
    try await onLoop { () -> Result<Value, RoundhouseError> in
      do throws(RoundhouseError) { return .success(try body()) } catch { return .failure(error) }
    }.get()
  }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
