internal import CPlatform
internal import CRoundhouse
package import RoundhouseModel

/// One instance of an agent that speaks the C ABI.
///
/// Owns one `rh_agent *` from `create` to `destroy`; both are called by the host's lifecycle, never by a deinit, because
/// an agent that hangs in `destroy` must hold a thread that was meant for it.
package final class TableInstance: AgentInstance {
  package let invoke: InvokeFunction
  package let number: UInt64
  package let reportsHealth: Bool
  /// The agent's own pointer, passed back to its functions and never looked into.
  package nonisolated(unsafe) let context: UnsafeMutableRawPointer
  private let table: AgentTable
  private let state: StateTable?
  private let lent: LentConfig
  private nonisolated(unsafe) let host: UnsafeMutablePointer<HostTable>

  /// Calls the agent's `create`. May take as long as the agent likes: only on a thread meant for it.
  package init(
    _ table: AgentTable, of bundle: AgentBundle, number: UInt64, mayWait: Bool, services: any AgentServices
  ) throws(RoundhouseError) {
    let host = HostTable.make(number: number, services: services, mayWait: mayWait)
    let lent = LentConfig(bundle)
    do throws(RoundhouseError) {
      context = try TableInstance.create(
        table, bundle, lent, HostTable.lent(host))
    } catch {
      HostTable.retire(host)
      throw error
    }
    self.table = table
    state = StateTable(table)
    self.lent = lent
    self.number = number
    self.host = host
    invoke = table.invoke
    reportsHealth = table.health != nil
  }

  package func resume(_ token: UInt64) { table.resume?(agent, token) }

  package func cancel(_ token: UInt64) { table.cancel?(agent, token) }

  package func checkHealth() -> HealthReport {
    guard let health = table.health else { return HealthReport(state: .healthy) }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { room in
      guard let start = room.baseAddress else { return HealthReport(state: .healthy) }
      room.initialize(repeating: 0)
      var out = rh_health(
        struct_size: UInt32(MemoryLayout<rh_health>.size), state: RH_HEALTHY, message_capacity: UInt32(room.count),
        reserved: 0, message: start)
      let status = health(agent, &out)
      let message = String(room)
      guard status == RH_OK else {
        return HealthReport(state: .unhealthy, message: message.isEmpty ? "health returned \(status)" : message)
      }
      switch out.state {
      case RH_HEALTHY: return HealthReport(state: .healthy, message: message)
      case RH_DEGRADED: return HealthReport(state: .degraded, message: message)
      default: return HealthReport(state: .unhealthy, message: message)
      }
    }
  }

  package func drain(until deadline: Nanoseconds) { _ = table.drain?(agent, deadline) }

  package var handsOverState: Bool { state != nil }

  package func saveState(limit: Int) throws(RoundhouseError) -> [UInt8] {
    guard let state else { throw RoundhouseError(.internal, "the agent hands no state over") }
    return try state.save(agent, limit: limit)
  }

  package func loadState(_ bytes: [UInt8]) throws(RoundhouseError) {
    guard let state else { throw RoundhouseError(.internal, "the agent takes no state over") }
    try state.load(agent, bytes)
  }

  package func destroy() {
    table.destroy(agent)
    HostTable.retire(host)
  }

  private var agent: OpaquePointer { OpaquePointer(context) }

  private static func create(
    _ table: AgentTable, _ bundle: AgentBundle, _ lent: LentConfig, _ host: UnsafePointer<rh_host>
  ) throws(RoundhouseError) -> UnsafeMutableRawPointer {
    var made: OpaquePointer?
    let (status, message) = withRoomForMessage { error in table.create(host, lent.pointer, &made, error) }
    guard status == RH_OK else {
      throw RoundhouseError(
        StatusCode.code(of: status), "the agent refused to start", remedy: "see the agent's own words and its config",
        cause: message.isEmpty ? "create returned \(status)" : message, agent: bundle.manifest.id,
        path: bundle.manifestPath)
    }
    guard let made else {
      throw RoundhouseError(
        .agentError, "the agent's create returned RH_OK but no instance", remedy: "set *out before returning RH_OK",
        agent: bundle.manifest.id, path: bundle.manifestPath)
    }
    return UnsafeMutableRawPointer(made)
  }

  private static func withRoomForMessage(_ body: (UnsafeMutablePointer<rh_error>) -> rh_status) -> (rh_status, String) {
    // More than this would not be on the stack.
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { room in
      room.initialize(repeating: 0)
      guard let start = room.baseAddress else { return (RH_AGENT_ERROR, "") }
      var error = rh_error(
        struct_size: UInt32(MemoryLayout<rh_error>.size), message_capacity: UInt32(room.count), message: start)
      let status = body(&error)
      return (status, status == RH_OK ? "" : String(room))
    }
  }
}

extension String {
  /// Text that an agent wrote into the host's room, with or without its final NUL.
  fileprivate init(_ room: UnsafeMutableBufferPointer<CChar>) {
    self.init(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
