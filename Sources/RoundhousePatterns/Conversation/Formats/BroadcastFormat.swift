/// All participants are asked at once, and answer beside one another. Seed 003's `broadcast_to_agents`.
package struct BroadcastFormat: ConversationFormat {
  package static let name = "broadcast"

  package var sender: String
  package var message: String
  /// How often it is said.
  package var rounds: Int

  package init(_ message: String, from sender: String = "user", rounds: Int = 1) {
    self.message = message
    self.sender = sender
    self.rounds = rounds
  }

  package func carryOut(_ conversation: Conversation) async throws -> [UInt8]? {
    for round in 1...rounds {
      conversation.round = round
      try await conversation.broadcast(from: sender, message.replacing("{round}", with: "\(round)"))
    }
    return nil
  }
}
