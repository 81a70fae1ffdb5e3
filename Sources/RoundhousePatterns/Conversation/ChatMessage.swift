package import RoundhouseModel

/// One thing that somebody has said. Seed 000's `ChatMessage`.
package struct ChatMessage: Sendable, Equatable {
  /// Whose word it is, as agents that converse are told.
  package enum Role: String, Sendable, CaseIterable {
    /// A person's, or what the agent that is asked has heard from another.
    case user
    /// An agent's.
    case assistant
    /// What leads the talk: a moderator's note.
    case system
  }

  package var role: Role
  /// An agent's id or a person's name. Seed 003's `sender`.
  package var sender: String
  /// Whom it is meant for; empty for all. Seed 003's `recipient`.
  package var recipient: String
  package var content: String {
    get { said.text }
    set { said = .text(newValue) }
  }
  /// From 1; 0 for what was said before the first round.
  package var round: Int
  /// How sure the agent is, from 0 to 1; nil if it does not say.
  package var confidence: Double?
  /// Who should go on, in the agent's opinion; empty for nobody.
  package var handoff = ""
  /// When it was said, in milliseconds since 1970; 0 where no time was asked for.
  package var at: Int64
  /// The content as it came.
  private(set) var said: MessageContent

  package init(
    _ role: Role = .user, from sender: String, to recipient: String = "", _ content: String, round: Int = 0
  ) {
    self.init(role, from: sender, to: recipient, .text(content), round: round, at: 0)
  }

  init(_ role: Role, from sender: String, to recipient: String, _ said: MessageContent, round: Int, at time: Int64) {
    self.role = role
    self.sender = sender
    self.recipient = recipient
    self.said = said
    self.round = round
    at = time
  }
}

extension ChatMessage: JSONWritable {
  /// `{"role", "name", "to", "content", "round", "confidence", "handoff", "at"}`; what is not known is absent.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("role", role.rawValue)
    json.member("name", sender)
    if !recipient.isEmpty { json.member("to", recipient) }
    json.member("content", content)
    if round > 0 { json.member("round", round) }
    if let confidence { json.member("confidence", confidence) }
    if !handoff.isEmpty { json.member("handoff", handoff) }
    if at > 0 { json.member("at", at) }
    json.endObject()
  }
}
