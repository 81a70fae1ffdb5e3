import RoundhouseModel
import Testing

struct SpanMarksTests {
  @Test("A marked byte is found wherever it stands, in bytes of whatever length")
  func everywhere() {
    for count in 0...200 {
      var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
      #expect(!hasB(bytes))
      for place in 0..<count {
        bytes[place] = UInt8(ascii: "b")
        #expect(hasB(bytes), "at \(place) of \(count)")
        bytes[place] = UInt8(ascii: "a")
      }
    }
  }

  @Test("Bytes need an escape exactly if JSON writes them otherwise")
  func escapes() {
    for byte in UInt8.min..<0x80 {
      let text = String(repeating: "x", count: 70) + String(UnicodeScalar(byte))
      var json = JSONWriter()
      json.string(text)
      let isLonger = json.bytes.count > text.utf8.count + 2
      #expect(needsNoEscape(text) != isLonger, "\(byte)")
    }
    #expect(needsNoEscape("über 漢字"))
  }

  private func hasB(_ bytes: [UInt8]) -> Bool { bytes.span.hasMark { $0 == UInt8(ascii: "b") ? 1 : 0 } }

  private func needsNoEscape(_ text: String) -> Bool { text.utf8.span.needNoEscape }
}
