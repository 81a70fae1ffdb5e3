// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// A request with its texts and payload where the host has laid them. It frees them after the call's completion; read
/// before that only.
struct BorrowedRequest {
  private let request: rh_request

  init(_ pointer: UnsafePointer<rh_request>) { request = rh_request(lent: pointer) }

  var capability: String { String(request.capability) }
  var version: UInt32 { request.capability_version }
  var payload: [UInt8] { Array(request.payload) }
  var contentType: String { String(request.content_type) }
  var deadline: UInt64 { request.deadline_ns }
  var idempotencyKey: String { String(request.idempotency_key) }
  var caller: String { String(request.caller) }
  var principal: String { String(request.principal) }
  var session: String { String(request.session) }
  var trace: Trace {
    Trace(high: request.trace_high, low: request.trace_low, span: request.span_id)
  }

  func withPayload<Answer, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try body(request.payload.buffer.bindMemory(to: UInt8.self).span)
  }

  /// A copy of everything, which outlives the request.
  func call(_ cell: CallCell) -> Call {
    Call(
      capability: capability, version: version, payload: payload, contentType: contentType, deadline: deadline,
      idempotencyKey: idempotencyKey, caller: caller, principal: principal, session: session,
      runKey: String(request.run_key), trace: trace, wantsChunks: request.wants_chunks != 0,
      depth: request.depth, cell: cell)
  }
}
