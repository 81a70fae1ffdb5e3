import FixtureBuilder
import Testing

@testable import RoundhouseIsolation

@Suite struct FrameTextsTests {
  @Test func `texts come back as they were`() {
    for texts in [[], [""], ["a"], ["", "", ""], ["ünï", String(repeating: "x", count: 70_000), ""]] {
      #expect(FrameTexts.read(FrameTexts.bytes(texts), count: texts.count) == texts)
    }
  }

  @Test func `written in place they are the same bytes`() {
    let texts = ["text.echo", "", "a longer one"]
    let arrays = texts.map { Array($0.utf8) }
    arrays[0].withUnsafeBytes { first in
      arrays[1].withUnsafeBytes { second in
        arrays[2].withUnsafeBytes { third in
          let parts = [first, second, third]
          var room = [UInt8](repeating: 0xFF, count: FrameTexts.size(parts))
          room.withUnsafeMutableBytes { FrameTexts.write(parts, to: $0.baseAddress!) }
          #expect(room == FrameTexts.bytes(texts))
        }
      }
    }
  }

  @Test func `what is not as many texts is refused`() {
    let bytes = FrameTexts.bytes(["one", "two"])
    #expect(FrameTexts.read(bytes, count: 1) == nil)
    #expect(FrameTexts.read(bytes, count: 3) == nil)
    for cut in 1..<bytes.count where cut != 7 { #expect(FrameTexts.read(Array(bytes.prefix(cut)), count: 2) == nil) }
    #expect(FrameTexts.read([255, 255, 255, 255], count: 1) == nil)
    #expect(FrameTexts.read([255, 255, 255, 127, 1], count: 1) == nil)
  }

  @Test func `what is not UTF-8 is made so`() {
    #expect(FrameTexts.read([2, 0, 0, 0, 0xFF, 0x41], count: 1) == ["\u{FFFD}A"])
  }

  @Test(arguments: [4, UInt64.random(in: 0 ... .max)])
  func `any bytes are texts or refused`(_ seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<40, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0..<6, using: &random) }
      if let texts = FrameTexts.read(bytes, count: 2) { #expect(texts.count == 2) }
    }
  }
}
