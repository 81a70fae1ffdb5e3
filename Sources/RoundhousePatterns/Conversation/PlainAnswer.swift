/// The answer that most agents give most often: `{"content":"…"}`, with nothing in its text that JSON would write otherwise.
/// It is known at one look, without being laid out as a document.
enum PlainAnswer {
  private static let opening = Array("{\"content\":\"".utf8)
  private static let ending = Array("\"}".utf8)
  /// Bytes. What is longer is rare, and read as any other JSON.
  private static let longest = 65_536

  /// Where the text stands in such an answer, which is JSON then and has no other member; its characters are printable
  /// ASCII. nil for all other answers.
  static func text(in answer: [UInt8]) -> Range<Int>? {
    let (start, end) = (opening.count, answer.count - ending.count)
    guard start <= end, answer.count <= longest else { return nil }
    let bytes = answer.span
    for place in 0..<start where bytes[place] != opening[place] { return nil }
    guard bytes[end] == ending[0], bytes[end + 1] == ending[1] else { return nil }
    // Without a way out in the middle, so that many bytes are looked at at once.
    var found: UInt8 = 0
    for place in start..<end { found |= isMarked(bytes[place]) }
    return found == 0 ? start..<end : nil
  }

  /// 1 for what ends a text or has to be looked at closely.
  @inline(__always)
  private static func isMarked(_ byte: UInt8) -> UInt8 {
    (byte &- 0x20 > 0x5E ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
  }
}
