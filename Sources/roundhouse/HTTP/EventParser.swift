/// One server-sent event.
struct ServerEvent: Sendable, Equatable {
  var name = "message"
  var data = ""
}

/// Reads server-sent events from bytes as they come.
struct EventParser {
  private var buffer: [UInt8] = []
  private var event = ServerEvent()
  private var lines: [String] = []

  /// The events that these bytes complete.
  mutating func take(_ bytes: some Collection<UInt8>) -> [ServerEvent] {
    buffer.append(contentsOf: bytes)
    var events: [ServerEvent] = []
    while let end = buffer.firstIndex(of: 10) {
      let line = buffer[..<end].last == 13 ? buffer[..<end].dropLast() : buffer[..<end]
      let text = String(decoding: line, as: UTF8.self)
      buffer.removeFirst(end + 1)
      if let complete = take(text) { events.append(complete) }
    }
    return events
  }

  private mutating func take(_ line: String) -> ServerEvent? {
    if line.isEmpty { return finish() }
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? String(parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]) : ""
    switch parts[0] {
    case "event": event.name = value
    case "data": lines.append(value)
    default: break
    }
    return nil
  }

  private mutating func finish() -> ServerEvent? {
    defer {
      event = ServerEvent()
      lines = []
    }
    guard !lines.isEmpty else { return nil }
    event.data = lines.joined(separator: "\n")
    return event
  }
}
