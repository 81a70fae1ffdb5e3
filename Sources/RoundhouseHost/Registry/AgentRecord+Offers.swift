internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// What the agent offers. Changed only by the registry, in one step with what requests find.
extension AgentRecord {
  /// All that can be asked for now.
  var offers: [Offer] { core.withLock { $0.offers.live } }

  /// Its cells, those of withdrawn capabilities too.
  var cells: [UInt32] { core.withLock { $0.offers.cells } }

  /// What a cell stands for, or stood for when it was withdrawn.
  func offer(of cell: UInt32) -> Offer? {
    core.withLock { core in core.offers.place(of: cell).map { core.offers[$0].offer } }
  }

  /// Writes what a call reads; the cells are still closed.
  func prepareCells(key: NameHash.Key) {
    core.withLock { core in
      for entry in core.offers.entries { prepare(entry.offer, core, key) }
    }
  }

  /// Adds a capability that nobody can find yet.
  /// - Returns: the offer; nil if it is offered in the very same way already.
  func announce(
    _ capability: Capability, _ rules: AnnouncementRules, key: NameHash.Key
  ) throws(RoundhouseError) -> Offer? {
    try core.withLock { core throws(RoundhouseError) -> Offer? in
      guard !core.isLeaving else { throw leaving }
      guard try rules.admit(capability, beside: core.offers.announced) else { return nil }
      let offer: Offer
      if let place = core.offers.resting(capability) {
        offer = Offer(capability, cell: core.offers.cells[place], isAnnounced: true)
        core.offers.renew(place, offer)
        cell(offer.cell).pointee.traits.store(traits(capability, core), ordering: .relaxed)
      } else {
        try rules.admitCell(beside: core.offers.announcedEver, for: capability.name)
        let cells = try table.take(1, for: id, invoke: instance.invoke, context: instance.context)
        offer = Offer(capability, cell: cells[0], isAnnounced: true)
        core.offers.append(offer, manifest.breaker)
        prepare(offer, core, key)
      }
      moveGates(core)
      return offer
    }
  }

  /// What is meant by a name that is to be withdrawn.
  func announced(_ name: String, _ rules: AnnouncementRules) throws(RoundhouseError) -> [Offer] {
    try core.withLock { core throws(RoundhouseError) -> [Offer] in
      guard !core.isLeaving else { throw leaving }
      let chosen = try rules.withdrawn(name, from: core.offers.announced)
      return core.offers.live.filter { $0.isAnnounced && chosen.contains($0.capability) }
    }
  }

  /// Lets no more calls through; those inside and those that wait for a place go on.
  func withdraw(_ offers: [Offer]) {
    core.withLock { core in
      for offer in offers { core.offers.withdraw(offer) }
      moveGates(core)
    }
  }

  /// From now on it announces and withdraws nothing: its cells are what they are.
  func endOffers() { core.withLock { $0.isLeaving = true } }

  private func prepare(_ offer: Offer, _ core: Core, _ key: NameHash.Key) {
    let cell = cell(offer.cell)
    var name = offer.capability.name
    cell.pointee.fingerprint = name.withUTF8 {
      NameHash(UnsafeRawBufferPointer($0), version: 0, key: key).fingerprint
    }
    cell.pointee.instance = UInt32(truncatingIfNeeded: instance.number)
    cell.pointee.timeout = max(1, UInt32(clamping: offer.capability.timeout / 1_000_000))
    cell.pointee.leader = leader
    cell.pointee.traits.store(traits(offer.capability, core), ordering: .relaxed)
  }

  private func traits(_ capability: Capability, _ core: Core) -> UInt32 {
    var traits = limit | Cell.traits(of: capability.version)
    if core.isBlocking { traits |= Cell.Trait.blocking }
    if core.callsToMeasure > 0 { traits |= Cell.Trait.suspect }
    if turn != nil { traits |= Cell.Trait.serial }
    if capability.isIdempotent { traits |= Cell.Trait.idempotent }
    return traits
  }

  private var leaving: RoundhouseError {
    RoundhouseError(
      .cancelled, "\(id) is going: it announces and withdraws nothing any more",
      remedy: "announce with the instance that takes its place", agent: id)
  }
}
