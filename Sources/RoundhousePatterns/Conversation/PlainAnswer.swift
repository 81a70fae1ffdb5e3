internal import RoundhouseModel

/// The answer that most agents give most often: `{"content":"…"}`, with nothing in its text that JSON would write otherwise.
/// It is known at one look, without being laid out as a document.
enum PlainAnswer {
  /// `{"content":"`, letter by letter, so that it is there when the program begins.
  private static let opening: [UInt8] = [
    UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "c"), UInt8(ascii: "o"), UInt8(ascii: "n"), UInt8(ascii: "t"),
    UInt8(ascii: "e"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "\""), UInt8(ascii: ":"), UInt8(ascii: "\""),
  ]
  private static let ending: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "}")]
  /// Bytes. What is longer is rare, and read as any other JSON.
  private static let longest = 65_536

  /// Where the text stands in such an answer, which is JSON then and has no other member; its characters are printable
  /// ASCII. nil for all other answers.
  static func text(in answer: [UInt8]) -> Range<Int>? {
    let (start, end) = (opening.count, answer.count - ending.count)
    guard start <= end, answer.count <= longest else { return nil }
    let bytes = answer.span
    for place in opening.indices where bytes[place] != opening[place] { return nil }
    guard bytes[end] == ending[0], bytes[end + 1] == ending[1] else { return nil }
    return bytes.extracting(start..<end).hasMark(isMarked) ? nil : start..<end
  }

  /// The same without the spaces around the text.
  static func trimmedText(in answer: [UInt8]) -> Range<Int>? {
    guard let text = text(in: answer) else { return nil }
    var (start, end) = (text.lowerBound, text.upperBound)
    while start < end, answer[start] == UInt8(ascii: " ") { start += 1 }
    while start < end, answer[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return start..<end
  }

  /// Not 0 for what ends a text or has to be looked at closely.
  @inline(__always)
  private static func isMarked(_ byte: UInt8) -> UInt8 {
    (byte &- 0x20 > 0x5E ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
  }
}
