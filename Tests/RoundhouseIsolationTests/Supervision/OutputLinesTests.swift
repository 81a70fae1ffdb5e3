import RoundhouseModel
import Testing

@testable import RoundhouseIsolation

@Suite struct OutputLinesTests {
  private func take(_ lines: inout OutputLines, _ text: String, at second: UInt64 = 0) -> [String] {
    lines.take(Array(text.utf8), now: .seconds(second))
  }

  @Test func `lines are told when they are complete, in whatever pieces they come`() {
    var lines = OutputLines()
    #expect(take(&lines, "fir") == [])
    #expect(take(&lines, "st\nsecond\nth") == ["first", "second"])
    #expect(take(&lines, "ird\n\n") == ["third", ""])
    #expect(lines.end() == [])
  }

  @Test func `the last line needs no end`() {
    var lines = OutputLines()
    #expect(take(&lines, "first\nlast words") == ["first"])
    #expect(lines.end() == ["last words"])
    #expect(lines.end() == [])
  }

  @Test func `a line without end is told in pieces and is not kept`() {
    var lines = OutputLines()
    let told = take(&lines, String(repeating: "x", count: 5000))
    #expect(told.map(\.utf8.count) == [1024, 1024, 1024, 1024])
    #expect(lines.end().map(\.utf8.count) == [904])
  }

  @Test func `so many are told in a second, and of the others how many there were`() {
    var lines = OutputLines()
    let flood = (0..<100).map { "\($0)\n" }.joined()
    #expect(take(&lines, flood, at: 5) == (0..<20).map { "\($0)" })
    #expect(take(&lines, "late\n", at: 5) == [])
    #expect(take(&lines, "next\n", at: 6) == ["(81 lines were left out)", "next"])
  }

  @Test func `what is not UTF-8 is made so`() {
    var lines = OutputLines()
    #expect(lines.take([0xFF, 0x0A], now: 0) == ["\u{FFFD}"])
  }
}
