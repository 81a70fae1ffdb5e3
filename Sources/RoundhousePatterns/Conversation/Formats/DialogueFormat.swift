/// Participants answer one another in turn: teacher and student, Shakespeare and Einstein; or one alone answers a person.
package struct DialogueFormat: ConversationFormat {
  package static let name = "dialogue"

  /// Answers, all together.
  package var turns: Int
  /// Who says the first word: a participant or anybody else.
  package var sender: String
  /// Who answers to it; empty for the one after the sender.
  package var recipient: String
  package var message: String

  /// - Parameter turns: 0 takes one answer from each participant.
  package init(_ message: String, from sender: String = "user", to recipient: String = "", turns: Int = 0) {
    self.message = message
    self.sender = sender
    self.recipient = recipient
    self.turns = turns
  }

  package func carryOut(_ conversation: Conversation) async throws -> [UInt8]? {
    let count = turns > 0 ? turns : conversation.participants.count
    var (speaker, listener) = (recipient.isEmpty ? conversation.speaker(after: sender) : recipient, sender)
    for turn in 0..<count {
      conversation.round = turn / conversation.participants.count + 1
      let answer =
        turn == 0
        ? try await conversation.ask(speaker, from: sender, message)
        : try await conversation.turn(of: speaker, to: listener)
      // Who has nothing to answer to waits for no one: the next one tries.
      if answer != nil { listener = speaker }
      speaker = conversation.speaker(after: speaker)
    }
    return nil
  }
}
