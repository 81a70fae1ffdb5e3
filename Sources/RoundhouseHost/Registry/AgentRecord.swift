internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// One generation of one agent as the host knows it: what it is, its cells, and how it is.
final class AgentRecord: Sendable {
  struct Core {
    var health: AgentHealth
    /// By capability, in the manifest's order.
    var breakers: [CircuitBreaker]
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
    /// Calls that wait for a place, with the cell they want.
    var queue = Deque<(call: PendingCall, cell: UInt32)>()
    /// By capability, how often round robin has begun at this agent.
    var turns: [UInt64]
    var nextCheck: Nanoseconds = 0
    var isBeingChecked = false
    /// When the health check that runs should have come back.
    var checkLimit = Nanoseconds.max
  }

  let id: String
  let bundle: AgentBundle
  let instance: any AgentInstance
  let library: String
  let sha256: String
  let generation: UInt64
  let cells: [UInt32]
  let table: CellTable
  let turn: Turn?
  let core: Mutex<Core>
  /// Host threads inside the agent's functions; nobody destroys it while there are any.
  let inside = Atomic<Int>(0)
  /// Nobody may go inside any more.
  let isGone = Atomic<Bool>(false)

  var manifest: Manifest { bundle.manifest }
  var limit: UInt32 { UInt32(clamping: min(manifest.concurrency.limit, 0xFFFF)) }
  var leader: UInt32 { cells[0] }

  init(
    _ bundle: AgentBundle, instance: any AgentInstance, library: String, sha256: String, generation: UInt64,
    cells: [UInt32], table: CellTable, since: Int64
  ) {
    self.bundle = bundle
    id = bundle.manifest.id
    self.instance = instance
    self.library = library
    self.sha256 = sha256
    self.generation = generation
    self.cells = cells
    self.table = table
    let manifest = bundle.manifest
    turn = manifest.concurrency == .serial ? Turn() : nil
    let isBlocking = manifest.isBlocking || !bundle.isTrusted
    core = Mutex(
      Core(
        health: AgentHealth(manifest.health, isEnabled: bundle.settings.enabled ?? true),
        breakers: manifest.capabilities.map { _ in CircuitBreaker(manifest.breaker) },
        priority: bundle.settings.priority ?? manifest.priority, weight: bundle.settings.weight ?? manifest.weight,
        since: since, isBlocking: isBlocking, turns: manifest.capabilities.map { _ in 0 }))
  }

  var standing: (priority: Int, weight: Int) { core.withLock { ($0.priority, $0.weight) } }

  func cell(_ index: UInt32) -> UnsafeMutablePointer<Cell> { table.cells + Int(index) }

  var leaderCell: UnsafeMutablePointer<Cell> { cell(leader) }

  func place(of cell: UInt32) -> Int? { cells.firstIndex(of: cell) }

  /// Writes what a call reads; the cells are still closed.
  func prepareCells(key: NameHash.Key) {
    let isBlocking = core.withLock { $0.isBlocking }
    for (place, capability) in manifest.capabilities.enumerated() {
      let cell = cell(cells[place])
      var name = capability.name
      cell.pointee.fingerprint = name.withUTF8 {
        NameHash(UnsafeRawBufferPointer($0), version: 0, key: key).fingerprint
      }
      cell.pointee.instance = UInt32(truncatingIfNeeded: instance.number)
      cell.pointee.timeout = max(1, UInt32(clamping: capability.timeout / 1_000_000))
      cell.pointee.leader = leader
      var traits = limit | Cell.traits(of: capability.version)
      if isBlocking { traits |= Cell.Trait.blocking }
      if turn != nil { traits |= Cell.Trait.serial }
      if capability.isIdempotent { traits |= Cell.Trait.idempotent }
      cell.pointee.traits.store(traits, ordering: .relaxed)
    }
  }

  /// Lets calls in, as far as the gates do.
  func openCells() { leaderCell.pointee.permit.store(0, ordering: .releasing) }

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
      for (place, index) in cells.enumerated() {
        cell(index).pointee.gate.store(gate(after, core.breakers[place]), ordering: .releasing)
      }
      return (before, after, core.health.reason)
    }
  }

  private func gate(_ state: AgentState, _ breaker: CircuitBreaker) -> UInt64 {
    guard state == .healthy || state == .degraded else { return Gate.closed(state) }
    switch breaker.state {
    case .open: return Gate.broken(until: breaker.trialTime)
    case .halfOpen: return breaker.isOnTrial ? Gate.onTrial : Gate.broken(until: breaker.trialTime)
    case .closed: return Gate.closed(state)
    }
  }
}
