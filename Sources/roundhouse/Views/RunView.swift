internal import RoundhouseModel

/// One run: what it is, its steps as a tree, and what it came to.
struct RunView {
  private let run: JSONNode

  init(_ answer: JSONNode) { run = answer }

  func text(_ terminal: Terminal) -> String {
    let ink = terminal.ink
    var text = "\(ink.bold(run.text("run")))  \(Printable.text(run.text("workflow")))  "
    text += StateColor.run(run.text("state"), ink)
    if run["durationMs"] != nil { text += ink.dim("  in \(Figures.duration(run.count("durationMs") * 1_000_000))") }
    text += "\n" + StepTree(run.list("steps")).text(terminal)
    if let error = run["error"] { text += RunReport.error(error, ink) }
    return text
  }
}

/// All runs, one to a line.
struct RunsView {
  private let runs: [JSONNode]
  private let what: String

  init(_ answer: JSONNode, what: String = "runs") {
    runs = answer.list("runs")
    self.what = what
  }

  func text(_ terminal: Terminal) -> String {
    if runs.isEmpty {
      return "There are no \(what).\n\(terminal.ink("→", .cyan)) begin one: roundhouse run plan.json\n"
    }
    var table = Table([
      .init("RUN"), .init("WORKFLOW"), .init("STATE"), .init("CREATED"), .init("TOOK", isNumber: true),
      .init("WHY", mayShrink: true),
    ])
    for run in runs {
      let state = run.text("state")
      table.add([
        .init(run.text("run")), .init(run.text("workflow")), .init(state, StateColor.run(state)),
        .init(run.text("created")),
        .init(run["durationMs"] == nil ? "–" : Figures.duration(run.count("durationMs") * 1_000_000)),
        .init(run["error"]?.text("message") ?? "", .dim),
      ])
    }
    return table.text(width: terminal.width, ink: terminal.ink)
  }
}
