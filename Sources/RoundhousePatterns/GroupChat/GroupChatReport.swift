internal import RoundhouseModel

/// A group chat as it reads at a terminal: the transcript, what the moderator did, the votes, the outcome.
enum GroupChatReport {
  static func report(_ result: JSONNode) -> PatternReport {
    let topic = result["topic"]?.string ?? ""
    var lines: [PatternReport.Line] = [.heading(topic.isEmpty ? "group chat" : topic)]
    for goal in result["goals"]?.elements.compactMap(\.string) ?? [] where goal != topic {
      lines.append(.fact(name: "goal", value: goal))
    }
    lines += ConversationReport.speeches(result["messages"])
    lines += ConversationReport.failures(result["failures"])
    lines += interventions(result["interventions"])
    if let consensus = result["consensus"] { lines += votes(consensus) }
    lines.append(.gap)
    lines.append(.fact(name: "ended by", value: result["reason"]?.string ?? ""))
    lines.append(.fact(name: "rounds", value: "\(result["rounds"]?.int ?? 0)"))
    return PatternReport(lines)
  }

  private static func interventions(_ interventions: JSONNode?) -> [PatternReport.Line] {
    interventions?.elements.map { intervention in
      let (type, action) = (intervention["type"]?.string ?? "", intervention["action"]?.string ?? "")
      return .item(.notice, "\(action) (\(type)): \(intervention["reason"]?.string ?? "")")
    } ?? []
  }

  private static func votes(_ consensus: JSONNode) -> [PatternReport.Line] {
    var lines: [PatternReport.Line] = [.gap, .heading("Vote: \(consensus["topic"]?.string ?? "")")]
    let decision = consensus["decision"]?.string
    for vote in consensus["votes"]?.elements.map({ $0 }) ?? [] {
      let who = vote["voter"]?.string ?? ""
      guard let choice = vote["choice"]?.string else {
        lines.append(
          .item(.bad, "\(who) has no vote (\(vote["state"]?.string ?? "")): \(vote["problem"]?.string ?? "")"))
        continue
      }
      let reason = vote["reason"]?.string.map { ": \($0)" } ?? ""
      let weight: PatternReport.Weight = decision == nil ? .plain : choice == decision ? .good : .notice
      lines.append(.item(weight, "\(who) votes \(choice), \(percent(vote["confidence"]))\(reason)"))
    }
    if let decision {
      let broken = consensus["tie_break"]?.string.map { ", tie broken by \($0)" } ?? ""
      lines.append(
        .item(
          .good,
          "decided by \(consensus["rule"]?.string ?? ""): \(decision), confidence \(percent(consensus["confidence"]))"
            + broken))
    } else {
      lines.append(.item(.bad, "no consensus: \(consensus["reason"]?.string?.replacing("_", with: " ") ?? "")"))
    }
    return lines
  }

  private static func percent(_ node: JSONNode?) -> String { "\(Int(((node?.double ?? 0) * 100).rounded())) %" }
}
