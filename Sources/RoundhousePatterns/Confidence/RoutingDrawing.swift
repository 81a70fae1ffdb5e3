internal import RoundhouseExpressions
internal import RoundhouseModel

/// The routes of a document as a picture: text for Graphviz.
enum RoutingDrawing {
  static func dot(_ document: RoutingDocument) -> String {
    let root = DotText.quoted("(choose)")
    let policy =
      switch document.below {
      case .warn: "below: warn"
      case .default: "below: \(document.standard ?? "")"
      case .review: "below: ask a person"
      }
    var lines = [
      "digraph \(DotText.quoted(document.id)) {",
      "  rankdir=LR; fontname=\"Helvetica\";",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"];",
      "  edge [fontname=\"Helvetica\", fontsize=10];",
      "  \(root) [shape=diamond, style=\"\", label=\(DotText.quoted("\(document.threshold)\n\(policy)"))];",
    ]
    for option in document.options {
      var label = option.id
      if let target = option.call?.target, target.capability != option.id || !target.agent.isEmpty {
        label += "\n" + (target.agent.isEmpty ? target.capability : "\(target.agent): \(target.capability)")
      }
      lines.append("  \(DotText.quoted(option.id)) [label=\(DotText.quoted(label))];")
      lines.append("  \(root) -> \(DotText.quoted(option.id)) [label=\(DotText.quoted(confidence(option, document)))];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private static func confidence(_ option: RoutingOption, _ document: RoutingDocument) -> String {
    switch option.confidence {
    case .fixed(let text): String(decoding: text, as: UTF8.self)
    case .expression(let expression): expression.source
    default: document.scoredBy?.target.capability ?? ""
    }
  }
}
