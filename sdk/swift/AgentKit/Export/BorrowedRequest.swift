// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// A request where the host has laid it. The host frees it after the call's completion; read before that only.
struct BorrowedRequest {
  private let pointer: UnsafePointer<rh_request>

  init(_ pointer: UnsafePointer<rh_request>) { self.pointer = pointer }

  var capability: String { String(pointer.pointee.capability) }
  var version: UInt32 { pointer.pointee.capability_version }
  var payload: [UInt8] { Array(pointer.pointee.payload) }
  var contentType: String { String(pointer.pointee.content_type) }
  var deadline: UInt64 { pointer.pointee.deadline_ns }
  var idempotencyKey: String { String(pointer.pointee.idempotency_key) }
  var caller: String { String(pointer.pointee.caller) }
  var principal: String { String(pointer.pointee.principal) }
  var session: String { String(pointer.pointee.session) }
  var trace: Trace {
    Trace(high: pointer.pointee.trace_high, low: pointer.pointee.trace_low, span: pointer.pointee.span_id)
  }

  func withPayload<Answer, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try body(pointer.pointee.payload.buffer.bindMemory(to: UInt8.self).span)
  }

  /// A copy of everything, which outlives the request.
  func call(_ cell: CallCell) -> Call {
    Call(
      capability: capability, version: version, payload: payload, contentType: contentType, deadline: deadline,
      idempotencyKey: idempotencyKey, caller: caller, principal: principal, session: session,
      runKey: String(pointer.pointee.run_key), trace: trace, wantsChunks: pointer.pointee.wants_chunks != 0,
      depth: pointer.pointee.depth, cell: cell)
  }
}
