internal import CPlatform
internal import RoundhouseLoading
package import RoundhouseModel

/// An agent's answer. Owns its call's place: the bytes live as long as it does.
package struct Reply: ~Copyable, Sendable {
  // The slot is this reply's alone: its call is done and its token was not given back.
  private nonisolated(unsafe) let slot: UnsafeMutablePointer<CallSlot>
  private let place: UInt32
  private let token: UInt64
  private let cell: UInt32
  // Never freed while the process lives, so that a reply need not count references to it.
  private let table: Unmanaged<CellTable>
  /// The time between handing the request to the agent and its completion.
  package let agentTime: Nanoseconds
  package let attempts: Int

  init(
    _ slot: UnsafeMutablePointer<CallSlot>, place: UInt32, token: UInt64, cell: UInt32, table: Unmanaged<CellTable>,
    agentTime: Nanoseconds, attempts: Int
  ) {
    self.slot = slot
    self.place = place
    self.token = token
    self.cell = cell
    self.table = table
    self.agentTime = agentTime
    self.attempts = attempts
  }

  deinit {
    slot.release(token)
    ThreadRecord.givePlaceAnywhere(place)
  }

  /// The answer; valid while the reply lives.
  package var bytes: UnsafeRawBufferPointer { slot.outputBytes }

  /// The id of the agent that answered.
  package var agent: String { table._withUnsafeGuaranteedRef { $0.agent(of: cell) } }

  package var contentType: String {
    guard let type = slot.pointee.details?.contentType, !type.isEmpty else { return "application/json" }
    return type
  }

  package var usage: Usage { slot.pointee.details?.usage ?? Usage() }

  /// The answer as a value of its own.
  package consuming func payload() -> Payload {
    Payload(bytes: Array(bytes), contentType: contentType, agent: agent, usage: usage)
  }
}
