internal import CMicrohttpd
internal import CPlatform

/// The header fields that matter here, found in one pass. The bytes are the connection's, until the request's end.
struct RequestHead {
  typealias Text = UnsafeRawBufferPointer

  var host = Text(start: nil, count: 0)
  var origin = Text(start: nil, count: 0)
  var fetchSite = Text(start: nil, count: 0)
  var fetchMode = Text(start: nil, count: 0)
  var contentType = Text(start: nil, count: 0)
  var contentLength = Text(start: nil, count: 0)
  var accept = Text(start: nil, count: 0)
  var timeout = Text(start: nil, count: 0)
  var agent = Text(start: nil, count: 0)
  var agentVersion = Text(start: nil, count: 0)
  var session = Text(start: nil, count: 0)
  var tags = Text(start: nil, count: 0)
  var caller = Text(start: nil, count: 0)
  var idempotencyKey = Text(start: nil, count: 0)
  var lastEventID = Text(start: nil, count: 0)
  var traceparent = Text(start: nil, count: 0)
  var isChunked = false
  /// Whether a field that may stand only once stands twice.
  var isAmbiguous = false

  /// Whether the request says more than a capability and a JSON payload.
  var hasOptions: Bool {
    timeout.count | agent.count | session.count | tags.count | caller.count | idempotencyKey.count
      | traceparent.count | agentVersion.count != 0 || mayAcceptEvents
  }

  /// Whether `Accept` is long enough to name `text/event-stream`.
  var mayAcceptEvents: Bool { accept.count >= 17 }

  /// Whether bytes follow the headers.
  var hasBody: Bool {
    isChunked || contentLength.count > 1 || contentLength.first.map { $0 != UInt8(ascii: "0") } ?? false
  }

  /// The body's length as announced; nil if it is not, or is not a number.
  var announcedLength: Int? { contentLength.isEmpty ? nil : Int(String(decoding: contentLength, as: UTF8.self)) }

  /// Takes note of one field.
  mutating func read(_ name: Text, _ value: Text) {
    var isSecond = false
    switch name.count {
    case 4: isSecond = Self.take("host", &host, name, value)
    case 6:
      isSecond = Self.take("origin", &origin, name, value)
      _ = Self.take("accept", &accept, name, value)
    case 11: isSecond = Self.take("traceparent", &traceparent, name, value)
    case 13: isSecond = Self.take("last-event-id", &lastEventID, name, value)
    case 12: isSecond = Self.take("content-type", &contentType, name, value)
    case 14: isSecond = readFourteen(name, value)
    case 15:
      isSecond = Self.take("idempotency-key", &idempotencyKey, name, value)
      isSecond = Self.take("roundhouse-tags", &tags, name, value) || isSecond
    case 16: isSecond = Self.take("roundhouse-agent", &agent, name, value)
    case 17:
      isSecond = Self.take("roundhouse-caller", &caller, name, value)
      if Self.isEqual(name, "transfer-encoding") { isChunked = true }
    case 18:
      isSecond = Self.take("roundhouse-timeout", &timeout, name, value)
      isSecond = Self.take("roundhouse-session", &session, name, value) || isSecond
    case 24: isSecond = Self.take("roundhouse-agent-version", &agentVersion, name, value)
    default: return
    }
    if isSecond { isAmbiguous = true }
  }

  private mutating func readFourteen(_ name: Text, _ value: Text) -> Bool {
    let isSecond = Self.take("content-length", &contentLength, name, value)
    _ = Self.take("sec-fetch-site", &fetchSite, name, value)
    _ = Self.take("sec-fetch-mode", &fetchMode, name, value)
    return isSecond
  }

  /// Keeps the value if the name is the wanted one.
  /// - Returns: whether there was one already.
  private static func take(_ wanted: StaticString, _ field: inout Text, _ name: Text, _ value: Text) -> Bool {
    guard isEqual(name, wanted) else { return false }
    defer { field = value }
    return field.baseAddress != nil
  }

  /// Compares without regard to case.
  /// - Parameter wanted: lower case, of the same length.
  static func isEqual(_ name: Text, _ wanted: StaticString) -> Bool {
    for index in 0..<wanted.utf8CodeUnitCount where name[index] | 0x20 != wanted.utf8Start[index] { return false }
    return true
  }
}
