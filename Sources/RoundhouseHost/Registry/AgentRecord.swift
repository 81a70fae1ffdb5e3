internal import RoundhouseIsolation
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// One generation of one agent as the host knows it: what it is, its cells, and how it is.
final class AgentRecord: Sendable {
  struct Core {
    var health: AgentHealth
    var offers: Offers
    /// Whether it is no longer registered, or never will be: it offers nothing new.
    var isLeaving = false
    var priority: Int
    var weight: Int
    var since: Int64
    var stuck = 0
    var misbehaviours: UInt64 = 0
    var lastMisbehaviour = ""
    /// Calls that are still to be measured, while it is a suspect.
    var callsToMeasure = 0
    var offences = 0
    var isBlocking: Bool
    /// Whether it was moved to a worker, or is about to be.
    var isDemoted = false
    /// Calls that wait for a place, with the cell they want.
    var queue = Deque<(call: PendingCall, cell: UInt32)>()
    var nextCheck: Nanoseconds = 0
    var isBeingChecked = false
    /// When the health check that runs should have come back.
    var checkLimit = Nanoseconds.max
  }

  let id: String
  let bundle: AgentBundle
  let instance: any AgentInstance
  /// The same, if it lives in a worker.
  let worker: WorkerInstance?
  /// What its instance asks the host by, which knows this record: neither goes before somebody parts them.
  let services = Mutex<InstanceServices?>(nil)
  let library: String
  let sha256: String
  let generation: UInt64
  /// The cell whose permit counts for all: the first one.
  let leader: UInt32
  let table: CellTable
  let turn: Turn?
  let core: Mutex<Core>
  /// Host threads inside the agent's functions; nobody destroys it while there are any.
  let inside = Atomic<Int>(0)
  /// Nobody may go inside any more.
  let isGone = Atomic<Bool>(false)
  /// Whether it has a share of the calls and is compared.
  let isOnTrial = Atomic<Bool>(false)
  /// Whether somebody is about to look at it because something went wrong.
  let isSuspected = Atomic<Bool>(false)
  /// Calls that were answered at their deadline, which the book does not count.
  let late = Atomic<UInt64>(0)
  /// Whether all calls wait, so that its state stands still.
  let isHeld = Atomic<Bool>(false)
  /// Whether it was told that no further calls will come.
  let isDrained = Atomic<Bool>(false)

  var manifest: Manifest { bundle.manifest }
  var tier: Tier { worker == nil ? .host : .worker }
  var limit: UInt32 { UInt32(clamping: min(manifest.concurrency.limit, 0xFFFF)) }

  /// - Parameter cells: one for each capability of the manifest.
  init(
    _ bundle: AgentBundle, instance: any AgentInstance, library: String, sha256: String, generation: UInt64,
    cells: [UInt32], table: CellTable, since: Int64
  ) {
    self.bundle = bundle
    id = bundle.manifest.id
    self.instance = instance
    worker = instance as? WorkerInstance
    self.library = library
    self.sha256 = sha256
    self.generation = generation
    leader = cells[0]
    self.table = table
    let manifest = bundle.manifest
    // A worker takes care of both itself: sending it a call never holds a thread.
    turn = manifest.concurrency == .serial && worker == nil ? Turn() : nil
    let hasOwnCode = worker == nil && manifest.kind != .workflow
    let isBlocking = hasOwnCode && (manifest.isBlocking || !bundle.isTrusted)
    core = Mutex(
      Core(
        health: AgentHealth(manifest.health, isEnabled: bundle.settings.enabled ?? true),
        offers: Offers(declared: manifest.capabilities, cells: cells, breaker: manifest.breaker),
        priority: bundle.settings.priority ?? manifest.priority, weight: bundle.settings.weight ?? manifest.weight,
        since: since, isBlocking: isBlocking))
  }

  var standing: (priority: Int, weight: Int) { core.withLock { ($0.priority, $0.weight) } }

  func cell(_ index: UInt32) -> UnsafeMutablePointer<Cell> { table.cells + Int(index) }

  var leaderCell: UnsafeMutablePointer<Cell> { cell(leader) }

  /// Lets calls in, as far as the gates do.
  func openCells() { leaderCell.pointee.permit.store(0, ordering: .releasing) }

  /// Calls inside it.
  var inFlight: Int { max(0, leaderCell.pointee.inFlight - (isHeld.load(ordering: .acquiring) ? Int(limit) : 0)) }

  /// Lets calls wait in the queue instead of coming in: all places are taken by nobody.
  func hold() {
    // In this order, so that calls inside may seem more than they are for a moment, and never fewer.
    leaderCell.pointee.permit.add(UInt64(limit), ordering: .acquiringAndReleasing)
    isHeld.store(true, ordering: .releasing)
  }

  /// Gives the places back; once. Whoever waits is not told.
  func letGo() {
    guard isHeld.exchange(false, ordering: .acquiringAndReleasing) else { return }
    leaderCell.pointee.permit.subtract(UInt64(limit), ordering: .acquiringAndReleasing)
  }

  /// Whether it lets no more calls in for good.
  var isClosed: Bool { leaderCell.pointee.permit.load(ordering: .acquiring) & Cell.closed != 0 }

  /// Lets no more calls in; those inside go on.
  func closeCells() { leaderCell.pointee.permit.bitwiseOr(Cell.closed, ordering: .acquiringAndReleasing) }

  /// Changes how the agent is, and moves the gates accordingly.
  /// - Returns: the states before and after.
  @discardableResult
  func update(wallClock: Int64, _ change: (inout Core) -> Void) -> (
    before: AgentState, after: AgentState, reason: String
  ) {
    core.withLock { core in
      let before = core.health.state
      change(&core)
      let after = core.health.state
      if before != after { core.since = wallClock }
      moveGates(core)
      return (before, after, core.health.reason)
    }
  }

  /// Opens and closes the cells according to how the agent is and what it offers.
  func moveGates(_ core: Core) {
    let state = core.health.state
    for entry in core.offers.entries {
      cell(entry.offer.cell).pointee.gate.store(gate(state, entry), ordering: .releasing)
    }
  }

  private func gate(_ state: AgentState, _ entry: Offers.Entry) -> UInt64 {
    if entry.isWithdrawn { return Gate.withdrawn }
    let breaker = entry.breaker
    guard state == .healthy || state == .degraded else { return Gate.closed(state) }
    switch breaker.state {
    case .open: return Gate.broken(until: breaker.trialTime)
    case .halfOpen: return breaker.isOnTrial ? Gate.onTrial : Gate.broken(until: breaker.trialTime)
    case .closed: return Gate.closed(state)
    }
  }
}
