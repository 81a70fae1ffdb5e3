internal import RoundhouseModel

/// What one agent offers: its manifest's capabilities in their order, then all that it has ever announced.
///
/// An entry keeps its place and its cell until the agent is destroyed, also when it was withdrawn: calls inside may still
/// refer to the cell, and a thread with an older snapshot may still look at it. It is used again for the same capability
/// and for no other, so that nothing that a call reads without a lock changes while the agent lives.
struct Offers: Sendable {
  struct Entry: Sendable {
    var offer: Offer
    /// Outlives a withdrawal, so that announcing anew forgives no failures.
    var breaker: CircuitBreaker
    /// How often round robin has begun here.
    var turns: UInt64 = 0
    var isWithdrawn = false
  }

  private(set) var entries: [Entry] = []
  /// The entries' cells, in the same order.
  private(set) var cells: [UInt32] = []

  /// - Parameter cells: one for each capability.
  init(declared: [Capability], cells: [UInt32], breaker: BreakerPolicy) {
    for (capability, cell) in zip(declared, cells) {
      append(Offer(capability, cell: cell, isAnnounced: false), breaker)
    }
  }

  subscript(place: Int) -> Entry {
    get { entries[place] }
    set { entries[place] = newValue }
  }

  func place(of cell: UInt32) -> Int? { cells.firstIndex(of: cell) }

  /// All that can be asked for.
  var live: [Offer] { entries.compactMap { $0.isWithdrawn ? nil : $0.offer } }

  /// What was announced and not withdrawn.
  var announced: [Capability] {
    entries.compactMap { $0.offer.isAnnounced && !$0.isWithdrawn ? $0.offer.capability : nil }
  }

  /// Different ones that were ever announced.
  var announcedEver: Int { entries.count { $0.offer.isAnnounced } }

  /// A withdrawn entry whose cell serves this capability as it is: what a call reads there is the same.
  func resting(_ capability: Capability) -> Int? {
    entries.firstIndex { entry in
      let past = entry.offer.capability
      return entry.isWithdrawn && past.name == capability.name && past.version == capability.version
        && past.timeout == capability.timeout
    }
  }

  mutating func append(_ offer: Offer, _ breaker: BreakerPolicy) {
    entries.append(Entry(offer: offer, breaker: CircuitBreaker(breaker)))
    cells.append(offer.cell)
  }

  /// Offers again what was withdrawn.
  mutating func renew(_ place: Int, _ offer: Offer) {
    entries[place].offer = offer
    entries[place].isWithdrawn = false
  }

  mutating func withdraw(_ offer: Offer) {
    for place in entries.indices where entries[place].offer === offer { entries[place].isWithdrawn = true }
  }

  /// The operator says that all is well.
  mutating func closeBreakers() {
    for place in entries.indices { entries[place].breaker.close() }
  }
}
