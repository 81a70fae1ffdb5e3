internal import RoundhouseModel

/// A run's steps as they stand in one another: a line for each, with who answered and how long it took.
struct StepTree {
  private struct Line {
    var key: String
    var mark: String
    var color: Ink.Color
    var note: String
  }

  private var lines: [Line] = []

  /// - Parameter entries: of a run's journal, in order.
  init(_ entries: [JSONNode]) {
    var places: [String: Int] = [:]
    for entry in entries {
      guard let line = StepTree.line(entry) else { continue }
      // The last word on a step counts, where the first stood.
      if let place = places[line.key] {
        lines[place] = line
      } else {
        places[line.key] = lines.count
        lines.append(line)
      }
    }
  }

  func text(_ terminal: Terminal) -> String {
    var text = ""
    var open: [Substring] = []
    for line in lines {
      let parts = line.key.split(separator: "/")
      let scopes = parts.dropLast()
      let common = zip(open, scopes).prefix { $0 == $1 }.count
      for depth in common..<max(common, scopes.count) {
        text += indent(depth) + terminal.ink.dim(Printable.text(String(scopes[depth]))) + "\n"
      }
      open = Array(scopes)
      text +=
        indent(scopes.count) + terminal.ink(line.mark, line.color) + " "
        + Printable.text(String(parts.last ?? "")) + terminal.ink.dim(Printable.text(line.note)) + "\n"
    }
    return text
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth + 1) }

  private static func line(_ entry: JSONNode) -> Line? {
    var note = entry.text("agent").isEmpty ? "" : "  \(entry.text("agent"))"
    if entry["tookUs"] != nil { note += "  \(Figures.duration(entry.microseconds("tookUs")))" }
    if entry.number("attempt") > 1 { note += "  attempt \(entry.number("attempt"))" }
    let (mark, color): (String, Ink.Color) =
      switch (entry.text("kind"), entry.text("status")) {
      case ("event", _), ("end", _), ("time", _), ("version", _), ("message", _): ("", .plain)
      case ("attempt", _): ("↻", .yellow)
      case (_, "finished"): ("✓", .green)
      case (_, "failed"): ("✗", .red)
      case (_, "skipped"): ("–", .dim)
      default: ("…", .yellow)
      }
    if mark.isEmpty { return nil }
    if entry.text("status") == "failed" {
      let error = entry["error"]?["error"] ?? entry["error"]
      if let message = error?.text("message"), !message.isEmpty { note += "  \(message)" }
    }
    return Line(key: entry.text("step"), mark: mark, color: color, note: note)
  }
}
