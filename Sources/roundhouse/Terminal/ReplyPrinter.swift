/// Prints an answer's bytes as they are; on a terminal only what a terminal can show, and with a line feed at the end.
struct ReplyPrinter {
  private let terminal: Terminal
  private var lastByte: UInt8?
  private var hidden = 0

  init(terminal: Terminal) { self.terminal = terminal }

  mutating func write(_ bytes: [UInt8]) {
    guard let last = bytes.last else { return }
    guard !terminal.isTerminal || Self.isText(bytes) else {
      hidden += bytes.count
      return
    }
    terminal.write(bytes)
    lastByte = last
  }

  mutating func finish() {
    guard terminal.isTerminal else { return }
    if let lastByte, lastByte != 10 { terminal.write("\n") }
    guard hidden > 0 else { return }
    terminal.line(terminal.ink.dim("(\(hidden) bytes that are no text; redirect them: > FILE)"))
  }

  /// Valid UTF-8 without control characters that could drive the terminal.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 9, 10, 13: true
      case 0..<0x20, 0x7F..<0xA0: false
      default: true
      }
    }
  }
}
