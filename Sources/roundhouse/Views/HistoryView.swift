internal import RoundhouseModel

/// An agent's replacements, the latest first.
struct HistoryView {
  private let agent: String
  private let replacements: [JSONNode]

  init(_ answer: JSONNode) {
    agent = answer.text("agent")
    replacements = answer.list("replacements")
  }

  func text(_ terminal: Terminal) -> String {
    if replacements.isEmpty {
      return "\(Printable.text(agent)) was not replaced yet: its first generation answers.\n"
        + terminal.ink("→", .cyan) + " put another version into its folder while the host runs\n"
    }
    return table.text(width: terminal.width, ink: terminal.ink)
  }

  private var table: Table {
    var table = Table([
      .init("BEGAN"), .init("OLD"), .init("NEW"), .init("OUTCOME"), .init("SHARE", isNumber: true),
      .init("CALLS", isNumber: true), .init("ERRORS", isNumber: true), .init("P95", isNumber: true),
      .init("WHY", mayShrink: true),
    ])
    for replacement in replacements {
      let (old, new) = (replacement["old"], replacement["new"])
      let errors = new?.count("errors") ?? 0
      table.add([
        .init(replacement.list("steps").first?.text("time") ?? ""), .init(Self.generation(old)),
        .init(Self.generation(new)), Self.outcome(replacement), .init(Self.share(replacement)),
        .init(Figures.count(new?.count("calls") ?? 0)), .init(Figures.count(errors), errors > 0 ? .red : .plain),
        .init(new?["p95Us"] == nil ? "–" : Figures.duration(new?.microseconds("p95Us") ?? 0)),
        .init(replacement.text("reason"), .dim),
      ])
    }
    return table
  }

  /// `1.2.0 #7`.
  private static func generation(_ node: JSONNode?) -> String {
    let number = node?.count("generation") ?? 0
    return (node?.text("version") ?? "") + (number == 0 ? "" : " #\(number)")
  }

  private static func share(_ replacement: JSONNode) -> String {
    let share = replacement.number("share")
    return share == 0 ? "–" : "\(share) %"
  }

  private static func outcome(_ replacement: JSONNode) -> Table.Cell {
    let phase = replacement.text("phase")
    switch phase {
    case "promoted": return .init(replacement.isTrue("return") ? "came back" : phase, .green)
    case "rolled-back": return .init("rolled back", .red)
    default: return .init(phase + (replacement.isTrue("held") ? ", held" : ""), .yellow)
    }
  }
}
