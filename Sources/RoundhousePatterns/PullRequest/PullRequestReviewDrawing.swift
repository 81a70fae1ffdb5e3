internal import RoundhouseModel

/// A review as a picture: text for Graphviz. The change goes to all reviewers beside one another, and what they find is
/// made one verdict of.
enum PullRequestReviewDrawing {
  static func dot(_ document: PullRequestReviewDocument) -> String {
    var lines = [
      "digraph \(DotText.quoted(document.id)) {",
      "  rankdir=LR; fontname=\"Helvetica\";",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
      "  \"change\" [shape=note, style=solid];",
      "  \"verdict\" [shape=diamond, style=solid];",
    ]
    for (place, reviewer) in document.reviewers.enumerated() {
      let name = DotText.quoted("reviewer/\(place)")
      lines.append("  \(name) [label=\(DotText.quoted(label(reviewer)))];")
      lines.append("  \"change\" -> \(name) -> \"verdict\";")
    }
    lines.append("}\n")
    return lines.joined(separator: "\n")
  }

  private static func label(_ reviewer: CodeReviewer) -> String {
    let (who, what) = (reviewer.target.agent, reviewer.target.capability)
    var lines = [reviewer.id, who.isEmpty ? what : "\(who): \(what)"]
    if !reviewer.role.isEmpty { lines.append("as \(reviewer.role)") }
    if let timeout = reviewer.timeout { lines.append("at most \(DurationText.format(timeout))") }
    return lines.joined(separator: "\n")
  }
}
