/// A moderator asks all others the same, round by round. Seed 003's panel and technical discussion.
package struct PanelFormat: ConversationFormat {
  package static let name = "panel"

  /// Who asks: a participant or anybody else.
  package var moderator: String
  /// What is asked, with `{round}` and `{topic}` in the place of theirs.
  package var question: String
  package var rounds: Int
  /// Whether a moderator that takes part is asked as well, by itself.
  package var asksItself: Bool

  package init(
    moderator: String, _ question: String = "Round {round}: Share your perspective", rounds: Int = 3,
    asksItself: Bool = false
  ) {
    self.moderator = moderator
    self.question = question
    self.rounds = rounds
    self.asksItself = asksItself
  }

  package func carryOut(_ conversation: Conversation) async throws -> [UInt8]? {
    let asked = conversation.participants.filter { asksItself || $0 != moderator }
    let question = question.replacing("{topic}", with: conversation.topic)
    for round in 1...rounds {
      conversation.round = round
      for expert in asked {
        try await conversation.ask(expert, from: moderator, question.replacing("{round}", with: "\(round)"))
      }
    }
    return nil
  }
}
