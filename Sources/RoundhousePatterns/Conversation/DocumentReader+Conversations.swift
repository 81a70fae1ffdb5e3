internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  static let maximumRounds = 100
  private static let conversationKeys = [
    "pattern", "id", "name", "description", "topic", "participants", "format", "initialMessage", "turns", "rounds",
    "moderator", "question", "asksItself", "history", "timeout", "open",
  ]
  private static let formats = [
    DialogueFormat.name, PanelFormat.name, BrainstormingFormat.name, BroadcastFormat.name,
  ]
  /// What only some formats have.
  private static let formatKeys = [
    "turns": [DialogueFormat.name],
    "initialMessage": [DialogueFormat.name, BroadcastFormat.name],
    "rounds": [PanelFormat.name, BrainstormingFormat.name, BroadcastFormat.name],
    "moderator": [PanelFormat.name], "question": [PanelFormat.name], "asksItself": [PanelFormat.name],
  ]

  mutating func conversation(_ root: JSONNode) -> ConversationDocument? {
    guard let object = ManifestObject(root, keys: Self.conversationKeys, &problems) else { return nil }
    let participants = participants(object)
    let name = object.choice("format", of: Self.formats, &problems) ?? DialogueFormat.name
    for (key, formats) in Self.formatKeys.sorted(by: { $0.key < $1.key }) where !formats.contains(name) {
      guard let node = object[key] else { continue }
      problems.add(
        node, rule: "\"\(key)\" is for \(formats.joined(separator: " and ")), and this is a \(name)",
        remedy: "take it out, or write \"format\": \"\(formats[0])\"")
    }
    var document = ConversationDocument(
      topic: object.text("topic", maximum: 1000, &problems) ?? "", participants, format(name, object, participants))
    document.limit = history(object)
    document.timeout = milliseconds("timeout", object) ?? document.timeout
    document.isOpen = object.bool("open", &problems) ?? (name == DialogueFormat.name || name == PanelFormat.name)
    return document
  }

  private mutating func format(
    _ name: String, _ object: ManifestObject, _ participants: [Participant]
  ) -> any ConversationFormat {
    let rounds = object.integer("rounds", in: 1...Self.maximumRounds, example: 3, &problems)
    switch name {
    case PanelFormat.name:
      var format = PanelFormat(moderator: object.text("moderator", Self.idRule, &problems) ?? "moderator")
      format.question = object.text("question", maximum: 4000, &problems) ?? format.question
      format.rounds = rounds ?? format.rounds
      format.asksItself = object.bool("asksItself", &problems) ?? false
      if !format.asksItself, participants.map(\.id) == [format.moderator] {
        problems.add(
          object.node, rule: "the moderator is the only participant, so nobody is asked",
          remedy: "add a participant, or \"asksItself\": true")
      }
      return format
    case BrainstormingFormat.name: return BrainstormingFormat(rounds: rounds ?? 3)
    default:
      let first = opening(object, participants)
      if name == BroadcastFormat.name {
        return BroadcastFormat(first.content, from: first.sender, rounds: rounds ?? 1)
      }
      return DialogueFormat(
        first.content, from: first.sender, to: first.recipient,
        turns: object.integer("turns", in: 1...1000, example: 4, &problems) ?? 0)
    }
  }

  /// The first word; the topic, if nothing is said of it.
  private mutating func opening(_ object: ManifestObject, _ participants: [Participant]) -> ChatMessage {
    let topic = object["topic"]?.string ?? "Hello"
    guard let node = object["initialMessage"] else { return ChatMessage(from: "user", topic) }
    if node.kind == .string {
      return ChatMessage(from: "user", ManifestObject.text(node, maximum: 10_000, &problems) ?? "")
    }
    guard let message = ManifestObject(node, keys: ["from", "to", "content"], &problems) else {
      return ChatMessage(from: "user", topic)
    }
    return ChatMessage(
      from: message.text("from", Self.idRule, &problems) ?? "user",
      to: participant("to", message, among: participants) ?? "",
      message.text("content", maximum: 10_000, &problems) ?? topic)
  }
}
