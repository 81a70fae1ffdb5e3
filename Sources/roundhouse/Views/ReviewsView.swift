internal import RoundhouseModel

/// What persons are asked to look at: each with why, what it is about, and until when.
struct ReviewsView {
  private let reviews: [JSONNode]
  private let statistics: JSONNode?

  init(_ answer: JSONNode) {
    reviews = answer.list("reviews")
    statistics = answer["statistics"]
  }

  func text(_ terminal: Terminal) -> String {
    if reviews.isEmpty { return "Nobody has to decide anything.\n" + summary(terminal.ink) }
    return reviews.map { text(of: $0, terminal) }.joined(separator: "\n") + summary(terminal.ink)
  }

  private func text(of review: JSONNode, _ terminal: Terminal) -> String {
    let ink = terminal.ink
    var text = "\(ink.bold(review.text("run")))  \(Printable.text(review.text("review")))"
    text += ink.dim("  of \(Printable.text(review.text("workflow")))") + "\n"
    let width = min(terminal.width ?? 100, 100)
    text += Wrapping.wrap(Printable.lines(review.text("reason")), width: width, indent: 2) + "\n"
    var facts = ["asked \(review.text("asked"))"]
    if review["due"] != nil {
      let end = ["approve": "counts as approved", "reject": "counts as rejected"][review.text("onExpiry")] ?? "fails"
      facts.append("\(end) at \(review.text("due"))")
    }
    let reviewers = review.list("reviewers").compactMap(\.string)
    if !reviewers.isEmpty { facts.append("for \(reviewers.joined(separator: ", "))") }
    if let confidence = review["confidence"]?.double { facts.append("confidence \(confidence)") }
    text += "  " + ink.dim(Printable.text(facts.joined(separator: " · "))) + "\n"
    if review.isTrue("escalated") { text += "  " + ink("escalated: nobody has decided in time", .yellow) + "\n" }
    if let content = review["content"] {
      let lines = String(decoding: AnswerCommand.pretty(content), as: UTF8.self).split(separator: "\n")
      text += lines.prefix(Self.longest).map { "  " + Printable.text(String($0)) + "\n" }.joined()
      if lines.count > Self.longest {
        text += ink.dim("  … \(lines.count - Self.longest) more lines; --json has all") + "\n"
      }
    }
    return text
  }

  /// Lines of one content.
  private static let longest = 20

  private func summary(_ ink: Ink) -> String {
    guard let statistics else { return "" }
    let decided = statistics["decided"]
    let counts = ["approved", "rejected", "changes"].map { ($0, decided?.number($0) ?? 0) }
    guard statistics.number("total_reviews") + counts.reduce(0, { $0 + $1.1 }) > 0 else { return "" }
    let parts = counts.map { "\($0.1) \($0.0)" }
    let time = Figures.duration(UInt64(max(0, statistics["avg_review_time_ms"]?.double ?? 0) * 1_000_000))
    return "\n"
      + ink.dim(
        "since the host began \(statistics.number("total_reviews")) asked: \(parts.joined(separator: ", ")), \(statistics.number("expired")) expired; \(time) on average"
      ) + "\n"
  }
}
