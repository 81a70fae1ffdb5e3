internal import CPlatform
internal import CRoundhouse
internal import RoundhouseModel
internal import Synchronization

/// The table of host functions that one instance is lent, and what stands behind it.
///
/// The agent sees `table`; the rest is reached from the table's own address. A block's memory is never given back to the
/// system, because a thread that the agent forgot may still hold its address; blocks of destroyed instances answer every
/// function with RH_MISBEHAVED and are used again long after.
///
/// A block is three cache lines, and a call that is answered at once reads the first alone: `slots`, the instance's
/// number and `complete`.
struct HostTable {
  let slots: UnsafeMutablePointer<CallSlot>
  private let rest: UInt64 = 0
  var table: rh_host
  var services: (any AgentServices)?
  /// The configuration's text, for `config`'s borrowed answers. Freed with the instance.
  var configuration: UnsafeMutableRawPointer?
  var mayWait: Bool

  private struct Blocks: ~Copyable {
    nonisolated(unsafe) var retired: [UnsafeMutablePointer<HostTable>] = []
    /// What is left of the memory that blocks are cut from.
    nonisolated(unsafe) var fresh: UnsafeMutablePointer<HostTable>?
    var freshCount = 0
    /// How many are cut from the next piece: few at first, and then many from large pages.
    var pieceCount = 2048
  }
  private static let blocks = Mutex(Blocks())
  private static let tableOffset = 16
  /// So many destroyed instances must pass before a block is used again.
  private static let quarantine = 256

  /// Makes the table of one instance.
  /// - Parameter mayWait: whether the agent runs on threads that may be held.
  static func make(number: UInt64, services: any AgentServices, mayWait: Bool) -> UnsafeMutablePointer<HostTable> {
    let text = services.configuration.root.raw
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, text.count), alignment: 1)
    text.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count) }
    let block = HostTable(
      slots: CallTable.slots, table: functions(number: number), services: services, configuration: copy,
      mayWait: mayWait)
    let (memory, isUsed) = takeMemory()
    if isUsed { memory.pointee = block } else { memory.initialize(to: block) }
    return memory
  }

  /// A block of a destroyed instance, or a fresh one.
  private static func takeMemory() -> (UnsafeMutablePointer<HostTable>, isUsed: Bool) {
    blocks.withLock { blocks in
      if blocks.retired.count > quarantine { return (blocks.retired.removeFirst(), true) }
      if blocks.freshCount == 0 {
        precondition(MemoryLayout<HostTable>.stride == 192, "a block is three cache lines")
        let size = blocks.pieceCount * MemoryLayout<HostTable>.stride
        guard let memory = platform_reserve(size) else { fatalError("no address space for \(size) bytes of tables") }
        if blocks.pieceCount > 2048 { platform_expect_much(memory, size) }
        blocks.fresh = memory.bindMemory(to: HostTable.self, capacity: blocks.pieceCount)
        blocks.freshCount = blocks.pieceCount
        blocks.pieceCount = 65_536
      }
      guard let memory = blocks.fresh else { fatalError("the memory of tables was not reserved") }
      blocks.fresh = memory + 1
      blocks.freshCount -= 1
      return (memory, false)
    }
  }

  /// Takes the table away from an instance that was destroyed.
  static func retire(_ block: UnsafeMutablePointer<HostTable>) {
    block.pointee.services = nil
    block.pointee.table.instance = 0
    block.pointee.configuration?.deallocate()
    block.pointee.configuration = nil
    blocks.withLock { $0.retired.append(block) }
  }

  /// The table of a block, as the agent gets it.
  static func lent(_ block: UnsafeMutablePointer<HostTable>) -> UnsafePointer<rh_host> {
    (UnsafeRawPointer(block) + tableOffset).assumingMemoryBound(to: rh_host.self)
  }

  /// The block behind the table that an agent passes back.
  @inline(__always)
  static func behind(_ host: UnsafePointer<rh_host>) -> UnsafePointer<HostTable> {
    (UnsafeRawPointer(host) - tableOffset).assumingMemoryBound(to: HostTable.self)
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
