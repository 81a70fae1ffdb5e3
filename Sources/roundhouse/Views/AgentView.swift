internal import RoundhouseModel

/// One agent with all that the host knows of it.
struct AgentView {
  private let agent: JSONNode

  init(_ agent: JSONNode) { self.agent = agent }

  func text(_ terminal: Terminal) -> String {
    let ink = terminal.ink
    let rows = facts.filter { !$0.value.text.isEmpty }
    let column = rows.reduce(0) { max($0, $1.name.count) }
    let lines = rows.map { row in
      "  " + ink.dim(row.name) + String(repeating: " ", count: column - row.name.count + 2)
        + ink(row.value.text, row.value.color)
    }
    return ink.bold(Printable.text(agent.text("id"))) + " " + Printable.text(agent.text("version")) + "\n"
      + lines.joined(separator: "\n") + "\n\n" + capabilities.text(width: terminal.width, ink: ink)
  }

  private var facts: [(name: String, value: Table.Cell)] {
    let state = agent.text("state")
    let reason = agent.text("reason")
    let since = agent.text("since")
    return [
      ("name", .init(agent.text("name"))), ("about", .init(agent.text("description"))),
      ("vendor", .init(agent.text("vendor"))),
      ("state", .init(state + (reason.isEmpty ? "" : ": " + reason), StateColor.of(state))),
      ("since", .init(since)), ("priority", .init("\(agent.number("priority")), weight \(agent.number("weight"))")),
      ("calls", .init(calls)), ("runs", .init(place)), ("confined", .init(confinement, .yellow)),
      ("manifest", .init(agent.text("path"))),
      ("library", .init(agent.text("library"))), ("sha256", .init(agent.text("sha256"))),
      ("worker", .init(worker)), ("last ending", .init(agent["worker"]?.text("lastEnding") ?? "", .red)),
      ("not enforced", .init(gaps, .yellow)), ("misbehaved", .init(misbehaviour, .red)),
      ("replacement", .init(replacement, .yellow)),
    ]
  }

  private var calls: String {
    "\(agent.number("inFlight")) in flight, \(agent.number("queued")) waiting, \(agent.number("stuck")) stuck"
  }

  private var place: String {
    let concurrency = agent["concurrency"]?.int.map { "up to \($0) calls at once" } ?? "one call at a time"
    let inHost = agent.isTrue("blocking") ? "on threads of the host's own" : "on its callers' threads"
    let threads = agent.text("tier") == "worker" ? "in a process of its own" : inHost
    return
      "\(agent.text("kind")), tier \(agent.text("tier")), \(threads), \(concurrency), generation \(agent.number("generation"))"
  }

  private var confinement: String {
    let reason = agent.text("confinement")
    return reason.isEmpty ? "" : "\(reason); `roundhouse agents enable \(agent.text("id"))` lifts it"
  }

  private var worker: String {
    guard let worker = agent["worker"] else { return "" }
    let process = worker.number("process")
    let memory = worker["memory"]?.uint ?? 0
    let restarts = worker.number("restarts")
    return (process == 0 ? "no process now" : "process \(process)")
      + (memory > 0 ? ", \(ByteSizeText.format(memory))" : "")
      + (restarts == 0 ? "" : ", restarted \(restarts == 1 ? "once" : "\(restarts) times")")
  }

  private var gaps: String { agent["worker"]?.list("gaps").compactMap(\.string).joined(separator: "; ") ?? "" }

  private var replacement: String {
    guard let replacement = agent["replacement"], let new = replacement["new"] else { return "" }
    let share = replacement.number("share")
    return "version \(new.text("version")), \(replacement.text("phase"))"
      + (share == 0 ? "" : ", has \(share) % of the calls")
      + (replacement.isTrue("held") ? " until `roundhouse agents promote` or `rollback`" : "")
      + ": \(new.count("calls")) calls, \(new.count("errors")) errors"
  }

  private var misbehaviour: String {
    let count = agent.number("misbehaviours")
    return count == 0 ? "" : "\(count) times, last: \(agent.text("lastMisbehaviour"))"
  }

  private var capabilities: Table {
    var table = Table([
      .init("CAPABILITY"), .init("VERSION", isNumber: true), .init("CALLS", isNumber: true),
      .init("ERRORS", isNumber: true), .init("P50", isNumber: true), .init("P99", isNumber: true), .init("BREAKER"),
      .init("FROM"), .init("", mayShrink: true),
    ])
    for capability in agent.list("capabilities") {
      let figures = capability["statistics"]
      let breaker = capability.text("breaker")
      let errors = figures?.count("errors") ?? 0
      table.add([
        .init(capability.text("name"), .bold), .init("\(capability.number("version"))"),
        .init(Figures.count(figures?.count("calls") ?? 0)), .init(Figures.count(errors), errors > 0 ? .red : .plain),
        .init(Self.time(figures, "p50Us")), .init(Self.time(figures, "p99Us")),
        .init(breaker, breaker == "closed" ? .plain : .red),
        .init(capability.isTrue("announced") ? "announced" : "manifest", .dim),
        .init(capability.text("description"), .dim),
      ])
    }
    return table
  }

  private static func time(_ figures: JSONNode?, _ key: String) -> String {
    figures?[key] == nil ? "–" : Figures.duration(figures?.microseconds(key) ?? 0)
  }
}
