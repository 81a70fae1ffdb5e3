internal import CPlatform
internal import CRoundhouse
internal import RoundhouseModel
internal import Synchronization

/// The host's side of the ABI: each function turns C into values, asks the instance's services, and turns back.
///
/// Runs on whatever thread the agent calls from. Pointers are read before the function returns and never kept.
enum HostFunctions {
  static func complete(_ host: UnsafePointer<rh_host>, _ call: rh_call, _ reply: UnsafePointer<rh_reply>) -> rh_status {
    let block = HostTable.behind(host)
    let number = block.pointee.table.instance
    guard number != 0 else { return RH_MISBEHAVED }
    return CallTable.complete(call, reply, instance: number, block.pointee.slots, services(block))
  }

  static func emit(_ host: UnsafePointer<rh_host>, _ call: rh_call, _ chunk: rh_bytes) -> rh_status {
    let block = HostTable.behind(host)
    guard let services = block.pointee.services else { return RH_MISBEHAVED }
    return CallTable.emit(call, chunk, instance: block.pointee.table.instance, block.pointee.slots, services)
  }

  static func emitWaiting(_ host: UnsafePointer<rh_host>, _ call: rh_call, _ chunk: rh_bytes) -> rh_status {
    let block = HostTable.behind(host)
    guard mayWait(block, call), let services = block.pointee.services else { return RH_UNSUPPORTED }
    return CallTable.emitWaiting(call, chunk, instance: block.pointee.table.instance, block.pointee.slots, services)
  }

  static func isCancelled(_ host: UnsafePointer<rh_host>, _ call: rh_call) -> Int32 {
    let slot = CallTable.slot(call, in: HostTable.behind(host).pointee.slots)
    let word = slot.pointee.word.load(ordering: .acquiring)
    guard word >> 3 == call, word & 7 != CallSlot.State.abandoned else { return 1 }
    return slot.pointee.request.deadline_ns <= platform_now() ? 1 : 0
  }

  static func log(_ host: UnsafePointer<rh_host>, _ call: rh_call, _ level: Int32, _ message: rh_string) {
    guard let services = HostTable.behind(host).pointee.services else { return }
    services.log(LogLevel(rawValue: level) ?? .info, String(message, limit: 8 << 10), call: call)
  }

  static func metric(_ host: UnsafePointer<rh_host>, _ kind: Int32, _ name: rh_string, _ value: Double) -> rh_status {
    guard let services = HostTable.behind(host).pointee.services else { return RH_MISBEHAVED }
    guard let kind = MetricKind(rawValue: kind) else { return RH_BAD_REQUEST }
    return status { () throws(RoundhouseError) in try services.metric(kind, String(name, limit: 256), value) }
  }

  static func config(
    _ host: UnsafePointer<rh_host>, _ pointer: rh_string, _ value: UnsafeMutablePointer<rh_bytes>
  ) -> rh_status {
    let block = HostTable.behind(host)
    guard let services = block.pointee.services, let text = block.pointee.configuration else { return RH_MISBEHAVED }
    let root = services.configuration.root
    guard let node = root.at(pointer: String(pointer, limit: 4096)) else { return RH_NOT_FOUND }
    let raw = node.raw
    value.pointee = rh_bytes(data: text + (raw.startIndex - root.raw.startIndex), size: UInt64(raw.count))
    return RH_OK
  }

  static func extensionTable(
    _ host: UnsafePointer<rh_host>, _ id: UnsafePointer<CChar>
  ) -> UnsafeRawPointer? {
    strcmp(id, RH_EXT_CAPABILITIES) == 0 ? UnsafeRawPointer(CapabilitiesExtension.table) : nil
  }

  static func services(_ block: UnsafePointer<HostTable>) -> any AgentServices {
    guard let services = block.pointee.services else { return RetiredServices.shared }
    return services
  }

  /// Whether a waiting function may be used by this agent; notes it if not.
  static func mayWait(_ block: UnsafePointer<HostTable>, _ call: rh_call) -> Bool {
    guard let services = block.pointee.services else { return false }
    if !block.pointee.mayWait { services.misbehaved(.waitedOutsideBlocking, call: call) }
    return block.pointee.mayWait
  }

  /// Runs a service and tells its error as a status.
  static func status(_ body: () throws(RoundhouseError) -> Void) -> rh_status {
    do {
      try body()
      return RH_OK
    } catch {
      return StatusCode.status(of: error.code)
    }
  }
}
