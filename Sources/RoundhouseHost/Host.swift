internal import CPlatform
internal import RoundhouseIsolation
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// Takes requests to the best healthy agent, and keeps the agents.
///
/// The walk of a call is in `Host+Begin`, what is done to agents in `Host+Agents`, what is told of them in
/// `Host+Status`. Everything may be used from any thread.
package final class Host: Sendable {
  package let configuration: HostConfiguration
  let surroundings: HostSurroundings
  let registry = Registry()
  let cells: CellTable
  /// The same, for replies; its reference is never given back.
  let cellTable: Unmanaged<CellTable>
  // The table's memory, one load away from the walk of a call.
  nonisolated(unsafe) let cellMemory: UnsafeMutablePointer<Cell>
  let key: NameHash.Key
  /// How far the coarse clock may be behind.
  let coarseness = platform_coarseness()
  let router: Router
  let threads: BlockingThreads
  let deadlines = Deadlines()
  let book = StatisticsBook()
  let shares: ThreadShares
  let retries: RetryBudget
  let replacements: Replacements
  let loader: AgentLoader
  let startTime: Nanoseconds
  let failovers = Atomic<UInt64>(0)
  let departed = Departed()
  /// Workers that have ended by themselves.
  let crashes = Atomic<UInt64>(0)
  let isDraining = Atomic<Bool>(false)
  let isStopped = Atomic<Bool>(false)
  /// Made when the first agent needs it: a host without workers has no thread for them.
  let workers = Mutex<WorkerPool?>(nil)
  /// One change of the agents at a time.
  let changes = Mutex(())

  package init(_ configuration: HostConfiguration = HostConfiguration(), _ surroundings: HostSurroundings) {
    self.configuration = configuration
    self.surroundings = surroundings
    let cells = CellTable()
    self.cells = cells
    cellTable = Unmanaged.passRetained(cells)
    cellMemory = cells.cells
    key = registry.key
    router = Router(registry: registry, cells: cells, clock: surroundings.clock)
    threads = BlockingThreads(limit: configuration.threads, queue: configuration.threadQueue)
    shares = ThreadShares(book: book)
    retries = RetryBudget(share: configuration.retryShare, minimum: configuration.retryMinimum)
    replacements = Replacements(surroundings.history, log: surroundings.log)
    loader = AgentLoader(images: configuration.images)
    startTime = surroundings.clock.now
    let hasDeadlines = deadlines.start()
    let hasCaretaker = Caretaker.start(for: self)
    if !hasDeadlines || !hasCaretaker { fatalError("the system gives no threads to the host") }
  }

  var clock: any Clock { surroundings.clock }
  var log: any Logging { surroundings.log }

  /// Whether requests are welcome.
  package var isReady: Bool { !isDraining.load(ordering: .acquiring) }

  deinit {
    deadlines.stop()
    threads.stop()
    workers.withLock { $0 }?.stop()
    departed.letGo(.max)
  }
}
