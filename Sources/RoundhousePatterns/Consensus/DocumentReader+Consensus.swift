internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let consensusKeys = [
    "topic", "options", "rule", "threshold", "participation", "tieBreak", "rounds", "timeout",
  ]
  private static let optionRule = TextRule("an option of at most 200 bytes", maximum: 200, remedy: "name the option") {
    !$0.isEmpty
  }

  /// How a decision is made.
  /// - Parameter hasModerator: whether there is somebody to decide a tie.
  mutating func consensus(_ object: ManifestObject, hasModerator: Bool) -> ConsensusSettings? {
    guard let consensus = object.object("consensus", keys: Self.consensusKeys, &problems) else { return nil }
    var settings = ConsensusSettings(ConsensusSettings.yesOrNo, rule(consensus))
    settings.topic = consensus.text("topic", maximum: 1000, &problems) ?? ""
    settings.participation = consensus.number("participation", in: 0...1, &problems) ?? settings.participation
    settings.rounds = consensus.integer("rounds", in: 1...20, example: 2, &problems) ?? settings.rounds
    settings.timeout = milliseconds("timeout", consensus) ?? settings.timeout
    settings.tieBreak = consensus.choice("tieBreak", &problems) ?? TieBreak.none
    if let options = consensus.texts("options", of: "options", Self.optionRule, maximum: 20, &problems) {
      settings.options = options
      if options.count < 2, let node = consensus["options"], node.count < 2 {
        problems.add(node, rule: "there is nothing to choose between", remedy: "name two options, or leave them out")
      }
    }
    if settings.tieBreak == .moderator, !hasModerator, let node = consensus["tieBreak"] {
      problems.add(node, rule: "there is no moderator to decide a tie", remedy: "add \"moderator\" to the chat")
    }
    return settings
  }

  private mutating func rule(_ consensus: ManifestObject) -> ConsensusRule {
    let name = consensus.choice("rule", of: ConsensusRule.names, &problems) ?? ConsensusRule.majority.name
    let part = consensus.number("threshold", in: 0.01...1, &problems)
    if let node = consensus["threshold"], name != "threshold" {
      problems.add(
        node, rule: "\"threshold\" is for the rule of that name, and this one is \(name)",
        remedy: "write \"rule\": \"threshold\", or take it out")
    }
    switch name {
    case "weighted": return .weighted
    case "quorum": return .quorum
    case "unanimous": return .unanimous
    case "threshold": return .threshold(part ?? 2.0 / 3)
    default: return .majority
    }
  }
}
