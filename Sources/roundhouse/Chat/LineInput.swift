internal import Glibc

/// Lines of standard input as they come, without a thread that waits for them.
struct LineInput {
  enum Line: Equatable {
    case text(String)
    /// Nothing yet.
    case none
    case end
  }

  let isTerminal = isatty(0) == 1
  private var buffer: [UInt8] = []
  private var isOver = false
  /// Bytes; what is longer is no line that a person has typed.
  private static let longest = 1 << 20

  /// The next line.
  /// - Parameter milliseconds: how long it is waited for; -1 for as long as it takes.
  mutating func next(within milliseconds: Int32) -> Line {
    while true {
      if let line = takeLine() { return .text(line) }
      if isOver { return takeRest() }
      var wish = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      let count = poll(&wish, 1, milliseconds)
      if count == 0 { return .none }
      if count < 0 { if errno == EINTR { return .none } else { isOver = true } } else { read() }
    }
  }

  private mutating func read() {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(0, &bytes, bytes.count)
    if count > 0, buffer.count < Self.longest { buffer += bytes[..<count] } else { isOver = true }
  }

  private mutating func takeLine() -> String? {
    guard let end = buffer.firstIndex(of: 10) else { return nil }
    defer { buffer.removeSubrange(...end) }
    return String(decoding: buffer[..<end], as: UTF8.self)
  }

  /// A last line without a line feed is one too.
  private mutating func takeRest() -> Line {
    if buffer.isEmpty { return .end }
    defer { buffer = [] }
    return .text(String(decoding: buffer, as: UTF8.self))
  }
}
