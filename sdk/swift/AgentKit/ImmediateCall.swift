// SPDX-License-Identifier: Apache-2.0

/// One request as it lies in the host's memory: nothing is copied until it is asked for, and it cannot be kept.
public struct ImmediateCall: ~Copyable {
  let link: HostLink
  let token: UInt64
  let request: BorrowedRequest

  /// Dotted lower case: `text.echo`.
  public var capability: String { request.capability }
  /// The capability's major version.
  public var version: UInt32 { request.version }
  /// A copy of the payload.
  public var payload: [UInt8] { request.payload }
  public var contentType: String { request.contentType }
  /// Nanoseconds on the clock of ``HostServices/now``.
  public var deadline: UInt64 { request.deadline }
  public var idempotencyKey: String { request.idempotencyKey }
  public var caller: String { request.caller }
  public var principal: String { request.principal }
  public var session: String { request.session }
  public var trace: Trace { request.trace }

  /// The payload where it lies, without a copy.
  public func withPayload<Answer, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    try request.withPayload(body)
  }

  /// Writes one line for the operator, marked with this call.
  public func log(_ level: LogLevel, _ message: String) { link.log(level, message, token: token) }
}
