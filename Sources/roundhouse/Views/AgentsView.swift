internal import RoundhouseModel

/// All agents of a host as a table, and what was rejected under it.
struct AgentsView {
  private let agents: [JSONNode]
  private let rejected: [JSONNode]
  private let shadowed: [JSONNode]
  private let folders: [String]

  init(_ answer: JSONNode) {
    agents = answer.kind == .array ? Array(answer.elements) : answer.list("agents")
    rejected = answer.list("rejected")
    shadowed = answer.list("shadowed")
    folders = answer.list("folders").compactMap(\.string)
  }

  func text(_ terminal: Terminal) -> String {
    let head = agents.isEmpty ? empty(terminal.ink) : table.text(width: terminal.width, ink: terminal.ink)
    return head + RejectedView(rejected: rejected, shadowed: shadowed).text(terminal)
  }

  private func empty(_ ink: Ink) -> String {
    var text = "No agents found.\n"
    if !folders.isEmpty { text += "Looked in:\n" + folders.map { "  " + Printable.text($0) + "\n" }.joined() }
    return text + ink("→", .cyan) + " put a folder with an agent.json into one of them, pass --agents DIR, "
      + "or make one: `roundhouse new hello --language c`\n"
  }

  /// Calls and errors have columns only when there were calls.
  private var table: Table {
    let sums = agents.map(Self.sums)
    let wereCalled = sums.contains { $0.calls > 0 }
    let haveReasons = agents.contains { !$0.text("reason").isEmpty }
    var table = Table(
      [.init("AGENT"), .init("VERSION"), .init("STATE"), .init("PRIORITY", isNumber: true)]
        + (wereCalled ? [.init("CALLS", isNumber: true), .init("ERRORS", isNumber: true)] : [])
        + [.init("CAPABILITIES", mayShrink: true)] + (haveReasons ? [.init("WHY", mayShrink: true)] : []))
    for (agent, sum) in zip(agents, sums) {
      let state = agent.text("state")
      let figures: [Table.Cell] = [
        .init(Figures.count(sum.calls)), .init(Figures.count(sum.errors), sum.errors > 0 ? .red : .plain),
      ]
      table.add(
        [
          .init(agent.text("id"), .bold), .init(Self.version(agent)), .init(state, StateColor.of(state)),
          .init("\(agent.number("priority"))"),
        ] + (wereCalled ? figures : [])
          + [.init(agent.list("capabilities").map { $0.text("name") }.joined(separator: " "))]
          + (haveReasons ? [.init(agent.text("reason"), .yellow)] : []))
    }
    return table
  }

  /// `1.0.0`, or `1.0.0 → 1.1.0` while a new generation is on its way.
  private static func version(_ agent: JSONNode) -> String {
    let version = agent.text("version")
    return agent["replacement"]?["new"].map { "\(version) → \($0.text("version"))" } ?? version
  }

  private static func sums(_ agent: JSONNode) -> (calls: UInt64, errors: UInt64) {
    agent.list("capabilities").compactMap { $0["statistics"] }.reduce((0, 0)) { sum, figures in
      (sum.0 + figures.count("calls"), sum.1 + figures.count("errors"))
    }
  }
}
