internal import RoundhouseConformance
internal import RoundhouseModel

/// The report for people, a line as soon as there is something to say.
struct CheckText {
  private let terminal: Terminal
  private let request: CheckRequest
  private let path: String
  private var heading = ""
  /// Tests that were skipped, by tier and reason, in order.
  private var skipped: [(what: String, count: Int)] = []
  private static let column = 28

  init(_ path: String, _ request: CheckRequest, _ terminal: Terminal) {
    self.path = path
    self.request = request
    self.terminal = terminal
  }

  /// What stands above all: which agent, and how it is checked.
  func title() -> String {
    let ink = terminal.ink
    return ink.bold(Printable.text(path)) + ink.dim("  level \(request.level.rawValue), seed \(request.seed)") + "\n"
  }

  /// The lines about one test.
  mutating func lines(_ report: TestReport) -> String {
    if report.state == .skipped {
      skip(report)
      return ""
    }
    return head(report) + line(report) + report.observations.map { details($0, report) }.joined()
  }

  private mutating func skip(_ report: TestReport) {
    let what = (report.tier.map { "\($0.rawValue) tier: " } ?? "") + report.skipReason
    if let place = skipped.firstIndex(where: { $0.what == what }) {
      skipped[place].count += 1
    } else {
      skipped.append((what, 1))
    }
  }

  private mutating func head(_ report: TestReport) -> String {
    let group = report.rule.group
    let title = RuleBook.groups.first { $0.name == group }?.title ?? ""
    let tier = report.tier.map { ", \($0.rawValue) tier" } ?? ""
    let text = "\(group)  \(title)\(tier)"
    guard text != heading else { return "" }
    heading = text
    return "\n" + terminal.ink.bold(text) + "\n"
  }

  private func line(_ report: TestReport) -> String {
    let ink = terminal.ink
    let mark =
      switch report.state {
      case .failed: ink("✗", .red)
      case .warned: ink("!", .yellow)
      case .passed, .skipped: ink("✓", .green)
      }
    let id = report.test.id
    let space = String(repeating: " ", count: max(1, Self.column - id.count))
    let notes = report.observations.filter { $0.state == .note }.map { Printable.text($0.happened) }
    let text = report.state != .passed || notes.isEmpty ? report.test.title : notes.joined(separator: "; ")
    let time = report.time > .seconds(1) ? ink.dim("  " + Figures.duration(report.time)) : ""
    return "  \(mark) \(id)\(space)" + wrapped(text, ink.dim) + time + "\n"
  }

  /// What was wrong: what should have been, what was, what to do, and how to see it again.
  private func details(_ observation: Observation, _ report: TestReport) -> String {
    guard observation.state == .failure || observation.state == .warning else { return "" }
    let ink = terminal.ink
    let color: Ink.Color = observation.state == .failure ? .red : .yellow
    var text = detail("happened", observation.happened) { ink($0, color) }
    text += detail("expected", observation.expected) { $0 }
    text += detail("otherwise", report.rule.consequence) { $0 }
    text += detail("remedy", observation.remedy) { ink($0, .cyan) }
    return text + detail("again", request.repeating(report, path), wraps: false) { $0 }
  }

  private func detail(_ name: String, _ text: String, wraps: Bool = true, _ paint: (String) -> String) -> String {
    guard !text.isEmpty else { return "" }
    let label = terminal.ink.dim(name) + String(repeating: " ", count: 11 - name.count)
    let body = wraps ? wrapped(text, indent: 17, paint) : paint(Printable.text(text))
    return "      \(label)" + body + "\n"
  }

  private func wrapped(_ text: String, indent: Int = 4 + column, _ paint: (String) -> String) -> String {
    let width = max((terminal.width ?? .max) - indent, 30)
    let lines = Wrapping.wrap(Printable.lines(text), width: width).split(separator: "\n")
    return lines.map { paint(String($0)) }.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// What stands below all.
  func summary(_ report: AgentReport) -> String {
    let ink = terminal.ink
    var text = "\n"
    for (what, count) in skipped { text += ink.dim("– \(Figures.plural(count, "test")) skipped, \(what)") + "\n" }
    let counts =
      "\(report.count(.passed)) passed, \(Figures.plural(report.count(.warned), "warning")), "
      + "\(report.count(.failed)) failed, \(report.count(.skipped)) skipped in \(Figures.duration(report.time))"
    let verdict =
      report.isGood ? ink("It can be used:", .green) : ink("It cannot be used:", .red)
    return text + "\(verdict) \(counts)\n"
  }
}
