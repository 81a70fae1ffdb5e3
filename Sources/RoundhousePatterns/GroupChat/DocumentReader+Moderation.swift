internal import RoundhouseExpressions
internal import RoundhouseModel

extension DocumentReader {
  private static let wordRule = TextRule("a word of at most 200 bytes", maximum: 200, remedy: "write a word") {
    !$0.isEmpty
  }
  private static let messageMembers = ["name", "content", "confidence", "role", "round"]

  /// What a moderator looks at: `true` stands for the usual rules, also of one kind.
  mutating func moderation(_ object: ManifestObject) -> ModerationSettings? {
    guard let node = object["moderation"] else { return nil }
    if let isWanted = node.bool { return isWanted ? .usual : nil }
    guard let moderation = ManifestObject(node, keys: ["content", "flow", "conflict", "agent"], &problems) else {
      return nil
    }
    var settings = ModerationSettings()
    if let part = part("content", moderation, keys: ["words", "patterns", "longest", "action"]) {
      settings.content = part.map { content($0) } ?? ContentRules()
    }
    if let part = part("flow", moderation, keys: ["share", "similarity"]) {
      settings.flow = part.map { flow($0) } ?? FlowRules()
    }
    if let part = part("conflict", moderation, keys: ["insults", "oppositions"]) {
      settings.conflict = part.map { conflict($0) } ?? ConflictRules()
    }
    settings.agent = moderation.text("agent", .name("llm-agent"), &problems).map {
      CallTarget(capability: "moderate", agent: $0)
    }
    if ModerationType.allCases.allSatisfy({ !settings.looksAt($0) }) {
      problems.add(
        node, rule: "nothing is looked at",
        remedy: "add \"content\": true, \"flow\": true or \"conflict\": true")
    }
    return settings
  }

  /// - Returns: nil for nothing, and an object or nil within for the usual rules.
  private mutating func part(_ key: String, _ object: ManifestObject, keys: [String]) -> ManifestObject?? {
    guard let node = object[key] else { return nil }
    if let isWanted = node.bool { return isWanted ? .some(nil) : nil }
    return ManifestObject(node, keys: keys, &problems).map { .some($0) }
  }

  private mutating func content(_ object: ManifestObject) -> ContentRules {
    var rules = ContentRules()
    rules.words = object.texts("words", of: "words", Self.wordRule, maximum: 1000, &problems) ?? []
    for node in object.array("patterns", of: "expressions", count: 1...100, &problems) ?? [] {
      if let pattern = chatExpression(node, Self.messageMembers) { rules.patterns.append(pattern) }
    }
    rules.longest = object.integer("longest", in: 1...100_000, example: 4000, &problems) ?? rules.longest
    if let action = object.choice("action", of: ["remove", "warn"], &problems) {
      rules.action = action == "warn" ? .warn : .remove
    }
    return rules
  }

  private mutating func flow(_ object: ManifestObject) -> FlowRules {
    let usual = FlowRules()
    return FlowRules(
      share: object.number("share", in: 0.1...1, &problems) ?? usual.share,
      similarity: object.number("similarity", in: 0.1...1, &problems) ?? usual.similarity)
  }

  private mutating func conflict(_ object: ManifestObject) -> ConflictRules {
    let usual = ConflictRules()
    return ConflictRules(
      insults: object.texts("insults", of: "words", Self.wordRule, maximum: 1000, &problems) ?? usual.insults,
      oppositions: object.texts("oppositions", of: "phrases", Self.wordRule, maximum: 1000, &problems)
        ?? usual.oppositions)
  }
}
