internal import RoundhouseModel
internal import RoundhouseRuns

/// An enhanced workflow as a picture: text for Graphviz.
enum EnhancedDrawing {
  static func dot(_ document: EnhancedDocument) -> String {
    var lines = [
      "digraph \(DotText.quoted(document.id)) {",
      "  rankdir=LR; fontname=\"Helvetica\";",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
      "  edge [fontname=\"Helvetica\", fontsize=10];",
    ]
    for node in document.nodes {
      let shape = node == "human_review" ? ", shape=hexagon, style=\"\"" : ""
      lines.append("  \(node) [label=\(DotText.quoted(label(node, document)))\(shape)];")
    }
    lines += edges(document)
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private static func edges(_ document: EnhancedDocument) -> [String] {
    let before = document.nodes.filter { $0 != "human_review" && $0 != "apply_feedback" && $0 != "finalize" }
    var lines = zip(before, before.dropFirst()).map { "  \($0) -> \($1);" }
    let last = before[before.count - 1]
    switch document.moment {
    case .never: return lines + ["  \(last) -> finalize;"]
    case .always: lines.append("  \(last) -> human_review;")
    case .lowConfidence:
      lines.append("  \(last) -> human_review [label=\"below \(document.confidenceThreshold)\"];")
      lines.append("  \(last) -> finalize;")
    }
    return lines + ["  human_review -> apply_feedback;", "  apply_feedback -> finalize;"]
  }

  private static func label(_ node: String, _ document: EnhancedDocument) -> String {
    var lines = [node]
    switch node {
    case "audit": lines += document.audit.map { [$0.target.capability] } ?? []
    case "reflect": lines.append(document.memory.store.target.capability)
    case "retrieve":
      lines += document.options.isEmpty ? [document.memory.retrieve.target.capability] : document.options.map(\.id)
    case "parallel": lines += document.parallel.map(\.id)
    case "generate": lines += document.generate.map { [$0.target.capability] } ?? []
    case "human_review": lines.append("at most \(DurationText.format(document.review.timeout))")
    case "apply_feedback": lines += document.apply.map { [$0.target.capability] } ?? []
    default: lines += document.finalize.map { [$0.target.capability] } ?? []
    }
    return lines.joined(separator: "\n")
  }
}
