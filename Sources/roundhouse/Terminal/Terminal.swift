internal import Glibc

/// Standard output or standard error: whether people look at it, how wide it is, and whether it takes colours.
struct Terminal: Sendable {
  let descriptor: Int32
  let isTerminal: Bool
  /// Columns; nil when nobody looks, so that nothing is cut.
  let width: Int?
  let ink: Ink

  /// - Parameter color: `auto`, `always` or `never`.
  init(descriptor: Int32, color: String) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
    width = isTerminal ? Self.columns(descriptor) : nil
    let isWanted = isTerminal && Self.variable("NO_COLOR") == nil && Self.variable("TERM") != "dumb"
    ink = Ink(isOn: color == "always" || (color == "auto" && isWanted))
  }

  /// Keeps standard output for results alone: whatever agents print goes to standard error from now on.
  /// - Returns: the descriptor to which results go.
  static func takeOutput() -> Int32 {
    let kept = fcntl(1, F_DUPFD_CLOEXEC, 10)
    guard kept >= 0, dup2(2, 1) >= 0 else { return 1 }
    return kept
  }

  /// Writes all bytes, however often the system takes only a part; false if nobody reads any more.
  @discardableResult
  func write(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno != EINTR, errno != EAGAIN {
        return false
      }
    }
    return true
  }

  func write(_ text: String) { write(text.utf8) }
  func line(_ text: String = "") { write((text + "\n").utf8) }

  /// An environment variable that is set and not empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private static func columns(_ descriptor: Int32) -> Int {
    if let given = variable("COLUMNS").flatMap(Int.init), given > 0 { return given }
    var size = winsize()
    let answer = withUnsafeMutablePointer(to: &size) { ioctl(descriptor, UInt(TIOCGWINSZ), $0) }
    return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }
}
