/// The rules of well-formed UTF-8 (RFC 3629).
enum UTF8Sequence {
  /// The length of the well-formed sequence that begins at an offset; 0 if there is none.
  static func length(_ text: Span<UInt8>, at offset: Int) -> Int {
    let first = text[offset]
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isContinuation(text, offset + 1) ? 2 : 0
    case 0xE0...0xEF:
      let lowest: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let highest: UInt8 = first == 0xED ? 0x9F : 0xBF
      return isContinuation(text, offset + 1, lowest, highest) && isContinuation(text, offset + 2) ? 3 : 0
    case 0xF0...0xF4:
      let lowest: UInt8 = first == 0xF0 ? 0x90 : 0x80
      let highest: UInt8 = first == 0xF4 ? 0x8F : 0xBF
      guard isContinuation(text, offset + 1, lowest, highest) else { return 0 }
      return isContinuation(text, offset + 2) && isContinuation(text, offset + 3) ? 4 : 0
    default: return 0
    }
  }

  private static func isContinuation(
    _ text: Span<UInt8>, _ offset: Int, _ lowest: UInt8 = 0x80, _ highest: UInt8 = 0xBF
  ) -> Bool {
    offset < text.count && text[offset] >= lowest && text[offset] <= highest
  }
}
