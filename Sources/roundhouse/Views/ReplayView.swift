internal import RoundhouseModel

/// What a run's code would do with its journal today.
struct ReplayView {
  private let replay: JSONNode

  init(_ answer: JSONNode) { replay = answer }

  func text(_ terminal: Terminal) -> String {
    if replay.isTrue("same") { return terminal.ink("✓", .green) + " the same way to the same end\n" }
    var text = terminal.ink("✗", .red) + " not the same way\n"
    if let error = replay["outcome"]?["error"] { text += RunReport.error(error, terminal.ink) }
    for name in replay.list("asked") {
      text += "  asks for \(Printable.text(name.string ?? "")), which is not recorded\n"
    }
    for name in replay.list("unreached") { text += "  does not ask for \(Printable.text(name.string ?? ""))\n" }
    return text
  }
}

/// In what two runs differ.
struct DifferenceView {
  private let lines: [JSONNode]

  init(_ answer: JSONNode) { lines = answer.list("differences") }

  func text(_ terminal: Terminal) -> String {
    if lines.isEmpty { return "Both took the same way to the same end.\n" }
    var table = Table([.init("STEP"), .init("DIFFERENCE", mayShrink: true)])
    for line in lines { table.add([.init(line.text("step")), .init(line.text("change"))]) }
    return table.text(width: terminal.width, ink: terminal.ink)
  }
}
