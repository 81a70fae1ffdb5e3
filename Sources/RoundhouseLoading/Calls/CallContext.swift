internal import CRoundhouse
package import RoundhouseModel
internal import Synchronization

/// What a call that is in flight was asked with, copied out of its slot.
package struct CallContext: Sendable {
  package var capability: String
  package var caller: String
  package var principal: String
  package var session: String
  package var runKey: String
  package var deadline: Nanoseconds
  package var traceHigh: UInt64
  package var traceLow: UInt64
  package var spanID: UInt64
  package var depth: UInt32
  package var instance: UInt64
  package var parent: UInt64
}

extension CallTable {
  /// Reads what a call was asked with.
  /// - Returns: nil if the token is not that of a call in flight.
  package static func context(of token: UInt64) -> CallContext? {
    let slot = slot(token, in: slots)
    guard let state = slot.lock(token, CallSlot.States.owed) else { return nil }
    defer { slot.pointee.word.store(token << 3 | state, ordering: .releasing) }
    let request = slot.pointee.request
    return CallContext(
      capability: String(request.capability, limit: 512), caller: String(request.caller, limit: 512),
      principal: String(request.principal, limit: 512), session: String(request.session, limit: 512),
      runKey: String(request.run_key, limit: 512), deadline: request.deadline_ns, traceHigh: request.trace_high,
      traceLow: request.trace_low, spanID: request.span_id, depth: request.depth, instance: slot.pointee.instance,
      parent: slot.pointee.parent)
  }
}
