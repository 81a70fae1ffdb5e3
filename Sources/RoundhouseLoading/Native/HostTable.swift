internal import CPlatform
internal import CRoundhouse
internal import RoundhouseModel
internal import Synchronization

/// The table of host functions that one instance is lent, and what stands behind it.
///
/// The agent sees `table`, the first member; the rest is reached from the table's own address. A block's memory is never
/// given back to the system, because a thread that the agent forgot may still hold its address; blocks of destroyed
/// instances answer every function with RH_MISBEHAVED and are used again long after.
struct HostTable {
  var table: rh_host
  let slots: UnsafeMutablePointer<CallSlot>
  var services: (any AgentServices)?
  /// The configuration's text, for `config`'s borrowed answers. Freed with the instance.
  var configuration: UnsafeMutableRawPointer?
  var mayWait: Bool

  private struct Retired: ~Copyable {
    nonisolated(unsafe) var blocks: [UnsafeMutablePointer<HostTable>] = []
  }
  private static let retired = Mutex(Retired())
  /// So many destroyed instances must pass before a block is used again.
  private static let quarantine = 256

  /// Makes the table of one instance.
  /// - Parameter mayWait: whether the agent runs on threads that may be held.
  static func make(number: UInt64, services: any AgentServices, mayWait: Bool) -> UnsafeMutablePointer<HostTable> {
    let text = services.configuration.root.raw
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, text.count), alignment: 1)
    text.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
    let block = HostTable(
      table: functions(number: number), slots: CallTable.slots, services: services, configuration: copy,
      mayWait: mayWait)
    let used = retired.withLock { $0.blocks.count > quarantine ? $0.blocks.removeFirst() : nil }
    if let used {
      used.pointee = block
      return used
    }
    let memory = UnsafeMutablePointer<HostTable>.allocate(capacity: 1)
    memory.initialize(to: block)
    return memory
  }

  /// Takes the table away from an instance that was destroyed.
  static func retire(_ block: UnsafeMutablePointer<HostTable>) {
    block.pointee.services = nil
    block.pointee.table.instance = 0
    block.pointee.configuration?.deallocate()
    block.pointee.configuration = nil
    retired.withLock { $0.blocks.append(block) }
  }

  /// The block behind the table that an agent passes back.
  @inline(__always)
  static func behind(_ host: UnsafePointer<rh_host>) -> UnsafePointer<HostTable> {
    UnsafeRawPointer(host).assumingMemoryBound(to: HostTable.self)
  }

  private static func functions(number: UInt64) -> rh_host {
    rh_host(
      struct_size: UInt32(MemoryLayout<rh_host>.size), abi_minor: RH_ABI_MINOR, instance: number,
      emit: { host, call, chunk in HostFunctions.emit(host, call, chunk) },
      emit_wait: { host, call, chunk in HostFunctions.emitWaiting(host, call, chunk) },
      complete: { host, call, reply in HostFunctions.complete(host, call, reply) },
      cancelled: { host, call in HostFunctions.isCancelled(host, call) },
      log: { host, call, level, message in HostFunctions.log(host, call, level, message) },
      metric: { host, kind, name, value in HostFunctions.metric(host, kind, name, value) },
      config: { host, pointer, value in HostFunctions.config(host, pointer, value) },
      now: { _ in platform_now() },
      wall_clock: { _ in platform_wall_clock() },
      kv_get: { host, call, scope, key, done, user in HostFunctions.get(host, call, scope, key, done, user) },
      kv_commit: { host, call, operations, count, done, user in
        HostFunctions.commit(host, call, operations, count, done, user)
      },
      call: { host, parent, outgoing, done, user in HostFunctions.call(host, parent, outgoing, done, user) },
      kv_get_wait: { host, call, scope, key, done, user in
        HostFunctions.getWaiting(host, call, scope, key, done, user)
      },
      kv_commit_wait: { host, call, operations, count, done, user in
        HostFunctions.commitWaiting(host, call, operations, count, done, user)
      },
      call_wait: { host, parent, outgoing, done, user in
        HostFunctions.callWaiting(host, parent, outgoing, done, user)
      },
      get_extension: { host, id in HostFunctions.extensionTable(host, id) })
  }
}
