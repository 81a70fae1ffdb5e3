/// A talk as a picture: text for Graphviz. Pure. Participants stand around what they do together.
enum ChatDrawing {
  /// - Parameters:
  ///   - centre: what stands in the middle.
  ///   - moderator: who leads the talk; empty for nobody.
  static func dot(_ name: String, _ participants: [Participant], centre: String, moderator: String = "") -> String {
    var lines = [
      "digraph \(DotText.quoted(name)) {",
      "  layout=neato; overlap=false; fontname=\"Helvetica\"; label=\(DotText.quoted(name));",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"]; edge [dir=both];",
      "  \(DotText.quoted(".")) [shape=ellipse, label=\(DotText.quoted(centre))];",
    ]
    for participant in participants {
      var label = [participant.id]
      let agent = participant.target.agent
      if !agent.isEmpty, agent != participant.id { label.append(agent) }
      if participant.weight != 1 { label.append("weight \(participant.weight)") }
      lines.append("  \(DotText.quoted(participant.id)) [label=\(DotText.quoted(label.joined(separator: "\n")))];")
      lines.append("  \(DotText.quoted(participant.id)) -> \(DotText.quoted("."));")
    }
    if !moderator.isEmpty {
      if !participants.contains(where: { $0.id == moderator }) { lines.append("  \(DotText.quoted(moderator));") }
      lines.append(
        "  \(DotText.quoted(moderator)) -> \(DotText.quoted(".")) [style=dashed, dir=forward, label=\"moderates\"];")
    }
    lines.append("}\n")
    return lines.joined(separator: "\n")
  }
}
