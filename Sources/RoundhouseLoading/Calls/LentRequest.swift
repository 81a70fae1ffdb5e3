internal import CRoundhouse
package import RoundhouseModel

/// An agent's request, as rooms see it that do not know the ABI. Valid while the call is not complete.
package struct LentRequest {
  package let capability: UnsafeRawBufferPointer
  package let payload: UnsafeRawBufferPointer
  package let version: UInt32
  package let deadline: Nanoseconds
  package let depth: UInt32
  package let wantsChunks: Bool
  package let trace: (high: UInt64, low: UInt64, span: UInt64)
  /// Whether it says nothing but these: its content is JSON, and nobody is named.
  package let isPlain: Bool
  private let request: UnsafePointer<rh_request>

  /// - Parameter pointer: the third argument of an `InvokeFunction`.
  package init(_ pointer: UnsafeRawPointer) {
    let request = pointer.assumingMemoryBound(to: rh_request.self)
    self.request = request
    capability = request.pointee.capability.bytes
    payload = UnsafeRawBufferPointer(start: request.pointee.payload.data, count: Int(request.pointee.payload.size))
    version = request.pointee.capability_version
    deadline = request.pointee.deadline_ns
    depth = request.pointee.depth
    wantsChunks = request.pointee.wants_chunks != 0
    trace = (request.pointee.trace_high, request.pointee.trace_low, request.pointee.span_id)
    let texts =
      request.pointee.idempotency_key.size | request.pointee.caller.size | request.pointee.principal.size
      | request.pointee.session.size | request.pointee.run_key.size
    isPlain = texts == 0 && CallSlot.typeToKeep(request.pointee.content_type) == 0
  }

  /// What a rich request says: the capability, content type, idempotency key, caller, principal, session and run key.
  package var texts: [UnsafeRawBufferPointer] {
    [
      capability, request.pointee.content_type.bytes, request.pointee.idempotency_key.bytes,
      request.pointee.caller.bytes, request.pointee.principal.bytes, request.pointee.session.bytes,
      request.pointee.run_key.bytes,
    ]
  }
}

extension rh_string {
  fileprivate var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: data, count: Int(size)) }
}
