internal import RoundhouseModel

/// One line before it is written.
struct LogLine {
  /// Bytes of a message.
  static let messageLimit = 8 << 10
  /// Bytes of an agent's id and of each field.
  static let fieldLimit = 1 << 10

  var level: LogLevel
  var message: String
  var fields: LogFields
  /// Unix nanoseconds.
  var time: Int64

  /// The line's bytes, with the line break at its end.
  func bytes(_ format: LogFormat) -> [UInt8] {
    switch format {
    case .text(let color): text(color: color)
    case .json: json()
    }
  }

  /// `06:08:05.123 warning acme.echo: message  capability=text.echo trace=… path=…`
  private func text(color: Bool) -> [UInt8] {
    var line = Array("\(TimeText.local(time)) ".utf8)
    line += (color ? level.colored : level.word).utf8
    line.append(UInt8(ascii: " "))
    if !fields.agent.isEmpty {
      EscapedText.append(fields.agent, limit: Self.fieldLimit, to: &line)
      line += ": ".utf8
    }
    EscapedText.append(message, limit: Self.messageLimit, to: &line)
    var gap = "  "
    for (name, value) in others {
      line += "\(gap)\(name)=".utf8
      Self.append(value, to: &line)
      gap = " "
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  /// `{"time":"…","level":"warning","agent":"acme.echo","message":"…","capability":"text.echo"}`
  private func json() -> [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.beginObject()
    writer.member("time", TimeText.utc(time))
    writer.member("level", level.word)
    if !fields.agent.isEmpty { writer.member("agent", EscapedText.cut(fields.agent, limit: Self.fieldLimit)) }
    writer.member("message", EscapedText.cut(message, limit: Self.messageLimit))
    for (name, value) in others { writer.member(name, EscapedText.cut(value, limit: Self.fieldLimit)) }
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// The fields beside the agent that are not empty.
  private var others: [(name: String, value: String)] {
    var others: [(name: String, value: String)] = []
    if !fields.capability.isEmpty { others.append(("capability", fields.capability)) }
    if fields.traceHigh != 0 || fields.traceLow != 0 {
      others.append(("trace", Hexadecimal.text(fields.traceHigh) + Hexadecimal.text(fields.traceLow)))
    }
    if !fields.path.isEmpty { others.append(("path", fields.path)) }
    return others
  }

  /// A field's value, in quotation marks where it would not be seen as one word.
  private static func append(_ value: String, to line: inout [UInt8]) {
    let isWord = !value.utf8.contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
    if !isWord { line.append(UInt8(ascii: "\"")) }
    EscapedText.append(value, limit: fieldLimit, to: &line)
    if !isWord { line.append(UInt8(ascii: "\"")) }
  }
}

extension LogLevel {
  var word: String {
    switch self {
    case .debug: "debug"
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The word in grey, as it is, in yellow or in red.
  var colored: String {
    switch self {
    case .debug: "\u{1B}[2mdebug\u{1B}[0m"
    case .info: "info"
    case .warning: "\u{1B}[33mwarning\u{1B}[0m"
    case .error: "\u{1B}[31merror\u{1B}[0m"
    }
  }
}
