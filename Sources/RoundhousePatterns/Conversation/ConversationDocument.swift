package import RoundhouseModel

/// A conversation as JSON.
///
/// `topic`; `participants`, ``Participant``s as ids of agents or as objects with `id`, `role` (a text, or seed 003's `name`,
/// `prompt` and `context`), `agent` (seed 003's `model`), `capability`; `format`: `dialogue` (`turns`), `panel` (`moderator`,
/// `question`, `rounds`, `asksItself`), `brainstorming` (`rounds`), `broadcast` (`rounds`); `initialMessage`
/// (`{"from", "to", "content"}` or a text), the first word of a dialogue and a broadcast; `history` (`{"messages",
/// "characters"}`), how much each agent is given; `timeout` of an answer in milliseconds; `open`, whether all hear what is
/// said to one, which is so in a dialogue and a panel.
///
/// The run's input may say `message` and `topic` in the place of the document's.
package struct ConversationDocument: Pattern {
  package static let kind = "conversation"

  package var topic: String
  package var participants: [Participant]
  package var format: any ConversationFormat
  package var limit = HistoryLimit()
  /// For one answer.
  package var timeout: Nanoseconds = .seconds(30)
  /// Whether all hear what is said to one.
  package var isOpen = false

  package init(topic: String, _ participants: [Participant], _ format: any ConversationFormat) {
    self.topic = topic
    self.participants = participants
    self.format = format
  }

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> ConversationDocument? {
    reader.conversation(node)
  }

  package static func report(_ result: JSONNode) -> PatternReport? { ConversationReport.report(result) }

  package var size: String { participants.count == 1 ? "1 participant" : "\(participants.count) participants" }

  package var dot: String {
    ChatDrawing.dot(topic.isEmpty ? "conversation" : topic, participants, centre: type(of: format).name)
  }

  /// The document with what the run's input says in the place of its own.
  func given(_ input: ChatInput) -> ConversationDocument {
    var document = self
    if !input.topic.isEmpty { document.topic = input.topic }
    if input.message.isEmpty { return document }
    switch document.format {
    case var format as DialogueFormat:
      format.message = input.message
      document.format = format
    case var format as BroadcastFormat:
      format.message = input.message
      document.format = format
    default:
      if input.topic.isEmpty { document.topic = input.message }
    }
    return document
  }
}
