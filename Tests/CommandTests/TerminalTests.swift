import RoundhouseModel
import Testing

@testable import roundhouse

@Suite("What people see")
struct TerminalTests {
  private let plain = Ink(isOn: false)

  @Test("Columns are as wide as their widest cell, numbers stand to the right, nothing trails")
  func table() {
    var table = Table([.init("NAME"), .init("COUNT", isNumber: true), .init("ABOUT")])
    table.add([.init("日本"), .init("7"), .init("x")])
    table.add([.init("a"), .init("1 234"), .init("")])
    #expect(table.text(width: nil, ink: plain) == "NAME  COUNT  ABOUT\n日本      7  x\na     1 234\n")
  }

  @Test("A narrow terminal cuts the columns that may shrink, and only as far as needed")
  func narrow() {
    var table = Table([.init("AGENT"), .init("CAPABILITIES", mayShrink: true)])
    table.add([.init("acme.summarizer"), .init("text.summarize text.translate")])
    let lines = table.text(width: 36, ink: plain).split(separator: "\n")
    #expect(lines[1] == "acme.summarizer  text.summarize tex…")
  }

  @Test("No terminal: nothing is cut")
  func uncut() {
    var table = Table([.init("A", mayShrink: true)])
    table.add([.init(String(repeating: "x", count: 500))])
    #expect(table.text(width: nil, ink: plain).contains(String(repeating: "x", count: 500)))
  }

  @Test(
    "Widths of texts on a terminal",
    arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("👍🏽", 2), ("", 0), ("…", 1)])
  func width(_ text: String, _ width: Int) { #expect(DisplayWidth.of(text) == width) }

  @Test("A cut never splits a character and never gets wider")
  func cut() {
    #expect(DisplayWidth.cut("日本語", to: 4) == "日…")
    #expect(DisplayWidth.cut("abc", to: 3) == "abc")
    #expect(DisplayWidth.cut("abcd", to: 1) == "…")
    for width in 0..<12 { #expect(DisplayWidth.of(DisplayWidth.cut("a漢b字👍c", to: width)) <= width) }
  }

  @Test("Text of others cannot drive the terminal")
  func harmless() {
    #expect(Printable.text("a\u{1B}[2Jb\r\nc\u{9B}1m\u{202E}d") == #"a\u{1b}[2Jb\r\nc\u{9b}1m\u{202e}d"#)
    #expect(Printable.lines("a\nb\u{7}") == "a\nb\\u{7}")
  }

  @Test("Colours stand around what they colour, or are not there at all")
  func ink() {
    #expect(Ink(isOn: true)("x", .red) == "\u{1B}[31mx\u{1B}[0m")
    #expect(Ink(isOn: true)("x", .plain) == "x")
    #expect(plain("x", .red) == "x")
  }

  @Test(
    "Lengths of time",
    arguments: [
      (0, "0"), (850, "850 ns"), (1_200, "1.2 µs"), (45_600_000, "46 ms"), (3_400_000_000, "3.4 s"),
      (130_000_000_000, "2 min 10 s"), (11_100_000_000_000, "3 h 5 min"), (187_200_000_000_000, "2 d 4 h"),
    ] as [(UInt64, String)])
  func durations(_ nanoseconds: UInt64, _ text: String) { #expect(Figures.duration(nanoseconds) == text) }

  @Test("Sizes and counts")
  func sizes() {
    #expect(Figures.size(512) == "512 B")
    #expect(Figures.size(3_500) == "3.4 KiB")
    #expect(Figures.size(12 << 20) == "12 MiB")
    #expect(Figures.count(1_234_567) == "1 234 567")
    #expect(Figures.count(12) == "12")
  }

  @Test("Prose is broken at spaces, indented lines are left alone")
  func wrapping() {
    #expect(Wrapping.wrap("one two three", width: 8) == "one two\nthree")
    #expect(Wrapping.wrap("a\n  b c d e", width: 4) == "a\n  b c d e")
    #expect(Wrapping.wrap("one two", width: 9, indent: 4) == "    one\n    two")
  }

  @Test("An error says what, why each agent was passed over, and what to do")
  func error() {
    let error = RoundhouseError(
      .noHealthyAgent, "nobody can answer text.echo now", remedy: "enable one", cause: "all are out",
      rejections: [
        Rejection(agent: "acme.echo", reason: .disabled, detail: "by the operator"),
        Rejection(agent: "b", reason: .breakerOpen, detail: "5 failures\u{1B}"),
      ])
    #expect(
      ErrorText(plain).text(error) == """
        error: nobody can answer text.echo now (all are out) [no_healthy_agent]
          acme.echo  disabled  by the operator
          b          breaker_open  5 failures\\u{1b}
          → enable one

        """)
  }
}
