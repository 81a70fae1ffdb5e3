internal import RoundhousePatterns

/// What a pattern came to, as it stands in a terminal or a file.
struct ReportText {
  private let width: Int
  private let ink: Ink

  init(_ terminal: Terminal) {
    width = min(terminal.width ?? 100, 100)
    ink = terminal.ink
  }

  func text(_ report: PatternReport) -> String { report.lines.map { line($0) + "\n" }.joined() }

  private func line(_ line: PatternReport.Line) -> String {
    switch line {
    case .heading(let text): ink.bold(Printable.text(text))
    case .text(let text): wrapped(text)
    case .speech(let who, let what): ink(Printable.text(who), .cyan) + "\n" + wrapped(what, indent: 2)
    case .fact(let name, let value): ink.dim(Printable.text(name)) + "  " + Printable.text(value)
    case .item(let weight, let text): item(weight, text)
    case .gap: ""
    }
  }

  private func item(_ weight: PatternReport.Weight, _ text: String) -> String {
    let mark =
      switch weight {
      case .plain: ink.dim("•")
      case .good: ink("✓", .green)
      case .notice: ink("!", .yellow)
      case .bad: ink("✗", .red)
      }
    return mark + " " + wrapped(text, indent: 2).drop { $0 == " " }
  }

  private func wrapped(_ text: String, indent: Int = 0) -> String {
    Wrapping.wrap(Printable.lines(text), width: width, indent: indent)
  }
}
