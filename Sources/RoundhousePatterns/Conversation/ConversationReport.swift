internal import RoundhouseModel

/// A conversation as it reads at a terminal: a transcript, then what it came to.
enum ConversationReport {
  static func report(_ result: JSONNode) -> PatternReport {
    var lines: [PatternReport.Line] = [.heading(heading(result))]
    lines += speeches(result["messages"])
    lines += failures(result["failures"])
    if let outcome = result["outcome"], let ideas = outcome["ideas"] {
      lines.append(.gap)
      lines.append(.fact(name: "ideas", value: "\(ideas.count)"))
      lines.append(.fact(name: "refinements", value: "\(outcome["refinements"]?.count ?? 0)"))
    }
    return PatternReport(lines)
  }

  private static func heading(_ result: JSONNode) -> String {
    let topic = result["topic"]?.string ?? ""
    return topic.isEmpty ? result["format"]?.string ?? "conversation" : topic
  }

  /// What was said, in order.
  static func speeches(_ messages: JSONNode?) -> [PatternReport.Line] {
    messages?.elements.map { message in
      let (who, whom) = (message["name"]?.string ?? "", message["to"]?.string ?? "")
      return .speech(who: whom.isEmpty ? who : "\(who) to \(whom)", what: message["content"]?.string ?? "")
    } ?? []
  }

  /// Who was asked and said nothing.
  static func failures(_ failures: JSONNode?) -> [PatternReport.Line] {
    failures?.elements.map { failure in
      let round = failure["round"]?.int.map { " in round \($0)" } ?? ""
      return .item(
        .bad, "\(failure["participant"]?.string ?? "") said nothing\(round): \(failure["message"]?.string ?? "")")
    } ?? []
  }
}
