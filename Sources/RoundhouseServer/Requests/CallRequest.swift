internal import RoundhouseModel

// From header fields to what the host is asked, for a call and for an explanation of its route.
extension CallOptions {
  /// - Parameters:
  ///   - isJSON: whether the body is JSON, which agents are told by saying nothing.
  ///   - now: on the monotonic clock, from which a timeout counts.
  /// - Throws: `badRequest` for a field that cannot be understood.
  static func reading(
    _ head: RequestHead, version: UInt32, isJSON: Bool, now: Nanoseconds
  ) throws(RoundhouseError) -> CallOptions {
    var options = CallOptions()
    options.version = version
    if !isJSON { options.contentType = "application/octet-stream" }
    if head.hasOptions { try options.read(head, now: now) }
    return options
  }

  private mutating func read(_ head: RequestHead, now: Nanoseconds) throws(RoundhouseError) {
    if !head.timeout.isEmpty { deadline = try now + Self.timeout(String(decoding: head.timeout, as: UTF8.self)) }
    if !head.agent.isEmpty { agent = try Self.text(head.agent, "Roundhouse-Agent") }
    if !head.agentVersion.isEmpty { agentVersion = try Self.text(head.agentVersion, "Roundhouse-Agent-Version") }
    if !head.session.isEmpty { session = try Self.text(head.session, "Roundhouse-Session") }
    if !head.caller.isEmpty { caller = try Self.text(head.caller, "Roundhouse-Caller") }
    if !head.idempotencyKey.isEmpty { idempotencyKey = try Self.text(head.idempotencyKey, "Idempotency-Key") }
    if !head.tags.isEmpty { tags = Self.list(try Self.text(head.tags, "Roundhouse-Tags")) }
    if !head.traceparent.isEmpty, let trace = TraceParent(parsing: head.traceparent.bytes) {
      (traceHigh, traceLow, spanID) = (trace.high, trace.low, trace.span)
    }
    if head.mayAcceptEvents, Self.acceptsEvents(head.accept) { wantsChunks = true }
  }

  /// The comma-separated words of a header or an argument.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }.filter { !$0.isEmpty }
  }

  /// A length of time from 1 ns to a day.
  static func timeout(_ text: String) throws(RoundhouseError) -> Nanoseconds {
    guard let length = DurationText.parse(text), length > 0, length <= .seconds(86_400) else {
      throw RoundhouseError(
        .badRequest, "the timeout \"\(text)\" is not a length of time between 1ns and 24h",
        remedy: "write a number and a unit, such as 500ms, 5s or 2m")
    }
    return length
  }

  private static func text(_ bytes: UnsafeRawBufferPointer, _ name: String) throws(RoundhouseError) -> String {
    guard bytes.count <= 512, let text = String(validating: bytes, as: UTF8.self) else {
      throw RoundhouseError(
        .badRequest, "the value of \(name) is longer than 512 bytes or not UTF-8", remedy: "send a shorter value")
    }
    return text
  }

  /// Whether an `Accept` asks for server-sent events.
  private static func acceptsEvents(_ accept: UnsafeRawBufferPointer) -> Bool {
    String(decoding: accept, as: UTF8.self).lowercased().contains("text/event-stream")
  }
}
