internal import RoundhouseAssembly
internal import RoundhouseModel

/// Findings in the order in which they were made, for people: `✓ name  detail`, and under it what to do.
struct FindingList: Sendable {
  var findings: [Finding]

  var isGood: Bool { !findings.contains { $0.state == .bad } }
  var problems: Int { findings.filter { $0.state == .bad }.count }

  func text(_ terminal: Terminal) -> String {
    let column = findings.reduce(0) { max($0, DisplayWidth.of($1.name)) }
    return findings.map { Self.line($0, column, terminal) }.joined()
  }

  private static func line(_ finding: Finding, _ column: Int, _ terminal: Terminal) -> String {
    let ink = terminal.ink
    let width = max((terminal.width ?? .max) - column - 4, 20)
    let space = String(repeating: " ", count: column - DisplayWidth.of(finding.name) + 2)
    let margin = String(repeating: " ", count: column + 4)
    let detail = Wrapping.wrap(Printable.lines(finding.detail), width: width).replacing("\n", with: "\n" + margin)
    var line = "\(mark(finding.state, ink)) \(Printable.text(finding.name))\(space)\(detail)\n"
    if !finding.remedy.isEmpty {
      let remedy = Wrapping.wrap(Printable.lines(finding.remedy), width: width - 2)
      line += margin + ink("→", .cyan) + " " + remedy.replacing("\n", with: "\n  " + margin) + "\n"
    }
    return line
  }

  private static func mark(_ state: Finding.State, _ ink: Ink) -> String {
    switch state {
    case .good: ink("✓", .green)
    case .warning: ink("!", .yellow)
    case .bad: ink("✗", .red)
    }
  }
}
