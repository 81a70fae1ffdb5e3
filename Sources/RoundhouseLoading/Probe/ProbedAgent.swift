internal import CPlatform
internal import CRoundhouse
package import RoundhouseModel
internal import Synchronization

/// One instance that is made and asked with structs of other lengths than this host's. For checks.
///
/// Owns one `rh_agent *` from `init` to `destroy`, as `TableInstance` does.
package final class ProbedAgent: Sendable {
  package let invoke: InvokeFunction
  /// The first argument of `invoke`; the agent's own, never looked into.
  package nonisolated(unsafe) let context: UnsafeMutableRawPointer
  package let number: UInt64
  let table: AgentTable
  private let lent: LentConfig
  private nonisolated(unsafe) let host: UnsafeMutablePointer<HostTable>
  // Far above those of real instances: completions carry the number.
  private static let numbers = Atomic<UInt64>(1 << 40)

  /// Calls the agent's `create`, on this thread and for as long as it likes.
  /// - Throws: what the agent said when it refused.
  package init(
    _ table: AgentTable, of bundle: AgentBundle, services: any AgentServices, shape: ProbeShape
  ) throws(RoundhouseError) {
    number = ProbedAgent.numbers.add(1, ordering: .relaxed).newValue
    host = HostTable.make(number: number, services: services, mayWait: bundle.manifest.isBlocking)
    ProbedAgent.cut(host, to: shape.host)
    lent = LentConfig(bundle)
    do throws(RoundhouseError) {
      context = try ProbedAgent.create(table, ProbedAgent.cut(lent, to: shape.config), HostTable.lent(host), shape)
    } catch {
      HostTable.retire(host)
      throw error
    }
    self.table = table
    invoke = table.invoke
  }

  package func cancel(_ token: UInt64) { table.cancel?(agent, token) }
  package func resume(_ token: UInt64) { table.resume?(agent, token) }
  package func drain(until deadline: Nanoseconds) { _ = table.drain?(agent, deadline) }

  package func destroy() {
    table.destroy(agent)
    HostTable.retire(host)
  }

  var agent: OpaquePointer { OpaquePointer(context) }

  /// Writes another size into the table, and poison over all that lies behind it.
  private static func cut(_ host: UnsafeMutablePointer<HostTable>, to size: Int) {
    let table = UnsafeMutableRawPointer(mutating: HostTable.lent(host))
    table.storeBytes(of: UInt32(size), as: UInt32.self)
    let rest = MemoryLayout<rh_host>.size - size
    if rest > 0 { memset(table + size, GuardedMemory.poison, rest) }
  }

  /// The same configuration at the end of a page, with another size.
  private static func cut(_ lent: LentConfig, to size: Int) -> UnsafePointer<rh_agent_config> {
    let whole = MemoryLayout<rh_agent_config>.size
    let memory = GuardedMemory(max(size, whole))
    memset(memory.start, GuardedMemory.poison, max(size, whole))
    memcpy(memory.start, lent.pointer, min(size, whole))
    memory.start.storeBytes(of: UInt32(size), as: UInt32.self)
    memory.makeReadOnly()
    return UnsafePointer(memory.start.assumingMemoryBound(to: rh_agent_config.self))
  }

  private static func create(
    _ table: AgentTable, _ config: UnsafePointer<rh_agent_config>, _ host: UnsafePointer<rh_host>, _ shape: ProbeShape
  ) throws(RoundhouseError) -> UnsafeMutableRawPointer {
    let room = GuardedMemory(shape.messageRoom)
    let message = room.start.assumingMemoryBound(to: CChar.self)
    var error = rh_error(
      struct_size: UInt32(MemoryLayout<rh_error>.size), message_capacity: UInt32(shape.messageRoom), message: message)
    var made: OpaquePointer?
    let status = table.create(host, config, &made, &error)
    guard status == RH_OK, let made else {
      let bytes = UnsafeRawBufferPointer(start: room.start, count: shape.messageRoom).prefix { $0 != 0 }
      throw RoundhouseError(
        StatusCode.code(of: status), "the agent refused to start", cause: String(decoding: bytes, as: UTF8.self))
    }
    return UnsafeMutableRawPointer(made)
  }
}
