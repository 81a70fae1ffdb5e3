internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let groupChatKeys = [
    "pattern", "id", "name", "description", "topic", "goals", "participants", "moderator", "speakers", "rounds",
    "messages", "tokens", "timeout", "turnTimeout", "stall", "goal", "onFailure", "history", "moderation", "consensus",
    "session",
  ]
  private static let goalRule = TextRule("a goal of at most 1000 bytes", remedy: "write what is to be found out") {
    !$0.isEmpty
  }

  mutating func groupChat(_ root: JSONNode) -> GroupChatDocument? {
    guard let object = ManifestObject(root, keys: Self.groupChatKeys, &problems) else { return nil }
    var document = GroupChatDocument(
      topic: object.text("topic", maximum: 1000, &problems) ?? "", participants(object))
    document.goals = object.texts("goals", of: "goals", Self.goalRule, maximum: 20, &problems) ?? []
    document.moderator = moderator(object, document.participants)
    document.speakers = speakers(object, document.participants)
    document.bounds = bounds(object)
    document.goal = object["goal"].flatMap { chatExpression($0, GroupChatState.members) }
    document.stopsOnFailure = object.choice("onFailure", of: ["skip", "stop"], &problems) == "stop"
    if object["history"] != nil { document.history = history(object) }
    document.moderation = moderation(object)
    document.consensus = consensus(object, hasModerator: document.moderator != nil)
    document.session = session(object)
    if document.bounds.rounds == 0, document.consensus == nil, let node = object["rounds"] {
      problems.add(
        node, rule: "without rounds and without a consensus nothing happens",
        remedy: "write \"rounds\": 3, or add \"consensus\": {}")
    }
    return document
  }

  /// A participant, or an agent that takes no other part.
  private mutating func moderator(_ object: ManifestObject, _ participants: [Participant]) -> Participant? {
    guard let id = object.text("moderator", Self.idRule, &problems) else { return nil }
    return participants.first { $0.id == id } ?? Participant(agent: id)
  }

  private mutating func bounds(_ object: ManifestObject) -> GroupChatBounds {
    var bounds = GroupChatBounds()
    if object["session"] != nil { bounds.rounds = 1 }
    bounds.rounds = object.integer("rounds", in: 0...Self.maximumRounds, example: 3, &problems) ?? bounds.rounds
    bounds.messages = object.integer("messages", in: 1...100_000, example: 100, &problems) ?? bounds.messages
    bounds.tokens = object.integer("tokens", in: 1...1_000_000_000, example: 20_000, &problems).map { UInt64($0) }
    bounds.time = milliseconds("timeout", object) ?? bounds.time
    bounds.turnTime = milliseconds("turnTimeout", object) ?? bounds.turnTime
    guard let stall = object.object("stall", keys: ["rounds", "similarity"], &problems) else { return bounds }
    bounds.stalledRounds =
      stall.integer("rounds", in: 0...Self.maximumRounds, example: 2, &problems) ?? bounds.stalledRounds
    bounds.similarity = stall.number("similarity", in: 0...1, &problems) ?? bounds.similarity
    return bounds
  }

  private mutating func session(_ object: ManifestObject) -> SessionSettings? {
    guard let session = object.object("session", keys: ["expiry"], &problems) else { return nil }
    return milliseconds("expiry", session).map { SessionSettings(expiry: $0) } ?? SessionSettings()
  }

  // MARK: Who speaks

  private mutating func speakers(_ object: ManifestObject, _ participants: [Participant]) -> SpeakerSelection {
    guard let node = object["speakers"] else { return .roundRobin }
    if node.kind == .string {
      return object.choice("speakers", of: SpeakerSelection.names, &problems) == "random" ? .random : .roundRobin
    }
    guard let selection = ManifestObject(node, keys: ["rules", "agent"], &problems) else { return .roundRobin }
    if selection["agent"] != nil {
      if let rules = selection["rules"] {
        problems.add(rules, rule: "either rules choose who speaks, or an agent does", remedy: "take one of them out")
      }
      let agent = selection.text("agent", .name("llm-agent"), &problems) ?? ""
      return .agent(CallTarget(capability: "speaker.choose", agent: agent))
    }
    guard selection["rules"] != nil else {
      problems.addMissing(
        "rules", in: node, expected: "an array of rules", remedy: "write { \"agent\": \"llm-agent\" }, or add rules")
      return .roundRobin
    }
    let nodes = selection.array("rules", of: "rules", count: 1...100, &problems) ?? []
    var rules: [(when: Expression, to: String)] = []
    for node in nodes { if let rule = rule(node, participants) { rules.append(rule) } }
    return .rules(rules)
  }

  private mutating func rule(_ node: JSONNode, _ participants: [Participant]) -> (when: Expression, to: String)? {
    guard let object = ManifestObject(node, keys: ["when", "to"], &problems) else { return nil }
    for (key, expected) in [("when", "an expression"), ("to", "a participant's id")] where object[key] == nil {
      problems.addMissing(
        key, in: node, expected: expected,
        remedy: "write { \"when\": \".last.name == \\\"anna\\\"\", \"to\": \"\(participants.last?.id ?? "ben")\" }")
    }
    let when = object["when"].flatMap { chatExpression($0, GroupChatState.members) }
    guard let to = participant("to", object, among: participants), let when else { return nil }
    return (when, to)
  }

  // MARK: Expressions

  /// An expression that reads what there is to read.
  mutating func chatExpression(_ node: JSONNode, _ members: [String]) -> Expression? {
    guard let source = node.string else {
      problems.add(node, expected: "an expression in a string", remedy: "write it in quotes, as in \".round > 2\"")
      return nil
    }
    do throws(ExpressionError) {
      let expression = try Expression(source)
      for reference in expression.references where reference.variable == nil {
        guard case .key(let member)? = reference.path.first, !members.contains(member) else { continue }
        problems.add(
          node, expected: "\(members.map { ".\($0)" }.joined(separator: ", ")) in an expression", found: "\(reference)",
          remedy: Spelling.nearest(to: member, among: members).map { "did you mean \".\($0)\"?" }
            ?? "read one of these")
      }
      return expression
    } catch {
      problems.add(
        node, rule: "the expression, line \(error.line), column \(error.column): \(error.message)",
        remedy: error.remedy)
      return nil
    }
  }
}
