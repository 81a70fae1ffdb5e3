internal import RoundhouseModel

/// One capability as one agent serves it, and the cell that its calls go through. Never changes.
final class Offer: Sendable {
  let capability: Capability
  let cell: UInt32
  /// Whether the agent announced it while it lives; its manifest declares it otherwise.
  let isAnnounced: Bool

  init(_ capability: Capability, cell: UInt32, isAnnounced: Bool) {
    self.capability = capability
    self.cell = cell
    self.isAnnounced = isAnnounced
  }
}
