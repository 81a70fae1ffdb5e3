internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  static let maximumParticipants = 64
  private static let participantKeys = ["id", "role", "agent", "model", "capability", "weight", "description"]

  /// Those who take part: ids of agents, or objects.
  mutating func participants(_ object: ManifestObject) -> [Participant] {
    guard object["participants"] != nil else {
      problems.addMissing(
        "participants", in: object.node, expected: "an array of participants",
        remedy:
          "add \"participants\": [\"llm-agent\", { \"id\": \"teacher\", \"role\": \"You are a patient teacher\" }]")
      return []
    }
    let nodes = object.array("participants", of: "participants", count: 1...Self.maximumParticipants, &problems) ?? []
    var participants: [Participant] = []
    for node in nodes {
      guard let participant = participant(node) else { continue }
      if participants.contains(where: { $0.id == participant.id }) {
        problems.add(
          node, expected: "each participant once", found: "\"\(participant.id)\" again", remedy: "give it another id")
      } else {
        participants.append(participant)
      }
    }
    return participants
  }

  private mutating func participant(_ node: JSONNode) -> Participant? {
    if node.kind == .string {
      return Self.idRule.text(node, &problems).map { Participant(agent: $0) }
    }
    guard let object = ManifestObject(node, keys: Self.participantKeys, &problems) else { return nil }
    guard object["id"] != nil else {
      problems.addMissing("id", in: node, expected: "a string", remedy: "give the participant an id of its own")
      return nil
    }
    guard let id = object.text("id", Self.idRule, &problems) else { return nil }
    if object["agent"] != nil, let model = object["model"] {
      problems.add(model, rule: "\"agent\" and \"model\" say the same", remedy: "keep \"agent\" alone")
    }
    let agent =
      object.text("agent", .name("converser"), &problems) ?? object.text("model", .name("converser"), &problems)
    return Participant(
      id, role: role(object, id), agent: agent ?? "",
      capability: object.text("capability", .name("chat"), &problems) ?? "chat",
      weight: object.number("weight", in: 0...1000, &problems) ?? 1)
  }

  /// A text, or an object with a prompt and a context.
  private mutating func role(_ object: ManifestObject, _ id: String) -> AgentRole {
    guard let node = object["role"] else { return AgentRole() }
    if node.kind == .string {
      return AgentRole(id, prompt: ManifestObject.text(node, maximum: 4000, &problems) ?? "")
    }
    guard let role = ManifestObject(node, keys: ["name", "prompt", "context"], &problems) else { return AgentRole() }
    var context: [(name: String, value: String)] = []
    if let node = role["context"] {
      if node.kind == .object {
        context = node.members.map { ($0.key, AgentRole.value($0.value)) }
      } else {
        problems.add(node, expected: "an object", remedy: "write { \"era\": \"Elizabethan\" }")
      }
    }
    return AgentRole(
      role.text("name", &problems) ?? id, prompt: role.text("prompt", maximum: 4000, &problems) ?? "",
      context: context)
  }

  /// The id of one who takes part.
  mutating func participant(_ key: String, _ object: ManifestObject, among participants: [Participant]) -> String? {
    guard let name = object.text(key, Self.idRule, &problems), let node = object[key] else { return nil }
    if participants.isEmpty || participants.contains(where: { $0.id == name }) { return name }
    let ids = participants.map(\.id)
    problems.add(
      node, expected: "the id of a participant",
      remedy: Spelling.nearest(to: name, among: ids).map { "did you mean \"\($0)\"?" }
        ?? "choose one of \(ids.joined(separator: ", "))")
    return nil
  }

  mutating func history(_ object: ManifestObject) -> HistoryLimit {
    var limit = HistoryLimit()
    guard let history = object.object("history", keys: ["messages", "characters"], &problems) else { return limit }
    limit.messages = history.integer("messages", in: 1...100_000, example: 50, &problems) ?? limit.messages
    limit.characters = history.integer("characters", in: 100...10_000_000, example: 8000, &problems) ?? limit.characters
    return limit
  }
}
