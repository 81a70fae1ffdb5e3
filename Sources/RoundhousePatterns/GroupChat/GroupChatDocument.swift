package import RoundhouseExpressions
package import RoundhouseModel

/// A group chat as JSON, or made in Swift.
///
/// `topic`; `goals`, seed 000's `discussion_goals`; `participants`, as in a ``ConversationDocument`` and with `weight` for
/// votes; `moderator`, the id of a participant or of an agent; `speakers`: `"round-robin"`, `"random"`, `{"rules": [{"when":
/// expression, "to": participant}]}` over ``GroupChatState``'s document, or `{"agent": id}`, which is asked
/// `speaker.choose`; the bounds `rounds`, `messages`, `tokens`, `timeout` and `turnTimeout` in milliseconds, `stall`
/// (`{"rounds", "similarity"}`), ``GroupChatBounds``; `goal`, an expression over the same document that ends the chat;
/// `onFailure`, `"skip"` or `"stop"`, what a participant's failure means; `history`, how much is passed on; `moderation`
/// (`content`, `flow`, `conflict`, `agent`), ``ModerationSettings``; `consensus`, ``ConsensusSettings``; `session`
/// (`{"expiry"}` in milliseconds), ``SessionSettings``.
///
/// The run's input may say `topic` and `goals` in the place of the document's, and `message`, which a person says first and
/// which is the topic and the goal where nothing else is.
package struct GroupChatDocument: Pattern {
  /// Seed 000's `pattern="group_chat"`.
  package static let kind = "group_chat"

  package var topic: String
  package var goals: [String] = []
  package var participants: [Participant]
  /// Leads the talk: breaks ties, and says what the moderation has found.
  package var moderator: Participant?
  package var speakers = SpeakerSelection.roundRobin
  package var bounds = GroupChatBounds()
  package var goal: Expression?
  /// Whether the first failure ends the chat; else the turn is over, and it is recorded.
  package var stopsOnFailure = false
  /// How much of the talk is passed on to who speaks next.
  package var history = HistoryLimit.none
  package var moderation: ModerationSettings?
  package var consensus: ConsensusSettings?
  package var session: SessionSettings?

  package init(topic: String, _ participants: [Participant]) {
    self.topic = topic
    self.participants = participants
  }

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> GroupChatDocument? {
    reader.groupChat(node)
  }

  package static func report(_ result: JSONNode) -> PatternReport? { GroupChatReport.report(result) }

  package var size: String { participants.count == 1 ? "1 participant" : "\(participants.count) participants" }

  package var dot: String {
    var centre = "\(speakers.name), \(bounds.rounds) rounds"
    if let consensus { centre += "\n\(consensus.rule.name): \(consensus.options.joined(separator: ", "))" }
    return ChatDrawing.dot(
      topic.isEmpty ? "group chat" : topic, participants, centre: centre, moderator: moderator?.id ?? "")
  }

  /// The document with what the run's input says in the place of its own.
  func given(_ input: ChatInput) -> GroupChatDocument {
    var document = self
    if !input.goals.isEmpty { document.goals = input.goals }
    if !input.topic.isEmpty { document.topic = input.topic }
    if document.topic.isEmpty { document.topic = input.message }
    if document.goals.isEmpty, !input.message.isEmpty { document.goals = [input.message] }
    return document
  }
}
