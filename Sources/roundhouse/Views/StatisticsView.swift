internal import RoundhouseModel

/// The host in figures.
struct StatisticsView {
  private let host: JSONNode

  init(_ host: JSONNode) { self.host = host }

  func text(_ terminal: Terminal) -> String {
    let rows = facts
    let column = rows.reduce(0) { max($0, $1.name.count) }
    return rows.map { row in
      let space = String(repeating: " ", count: column - row.name.count + 2)
      return terminal.ink.dim(row.name) + space + terminal.ink(row.value.text, row.value.color) + "\n"
    }.joined()
  }

  private var facts: [(name: String, value: Table.Cell)] {
    let calls = host["statistics"]
    let stuck = host.number("stuckCalls")
    let times = ["p50Us", "p95Us", "p99Us"].map { Figures.duration(calls?.microseconds($0) ?? 0) }
    let errors = calls?.count("errors") ?? 0
    let all: [(name: String, value: Table.Cell)] = [
      ("version", .init(host.text("version"))),
      ("up", .init(Figures.duration(UInt64((host["uptimeSeconds"]?.double ?? 0) * 1e9)))),
      (
        "agents",
        .init(
          "\(host.number("agents")), \(host.number("enabledAgents")) enabled, \(host.number("routableAgents")) can answer"
        )
      ),
      ("capabilities", .init("\(host.number("capabilities"))")),
      ("changes", .init("\(host.number("generation")) of the registry")),
      (
        "calls",
        .init(
          "\(Figures.count(calls?.count("calls") ?? 0)), \(host.number("inFlight")) in flight, \(host.number("queued")) waiting"
        )
      ),
      ("errors", .init(Figures.count(errors), errors > 0 ? .red : .plain)),
      ("time", .init("half within \(times[0]), 95 % within \(times[1]), 99 % within \(times[2])")),
      (
        "failovers",
        .init(
          "\(Figures.count(host.count("failovers"))), \(Figures.count(host.count("refusedRetries"))) refused by the retry budget"
        )
      ),
      (
        "stuck",
        .init(
          "\(Figures.plural(stuck, "call")), \(Figures.plural(host.number("stuckThreads"), "thread")) of \(host.number("threads"))",
          stuck > 0 ? .red : .plain)
      ),
      ("memory", .init(Figures.size(host.count("residentMemory")))),
    ]
    return calls?.count("calls") == 0 ? all.filter { $0.name != "time" } : all
  }
}
