internal import RoundhouseModel

/// All have ideas, round by round; then each idea is improved by all others, and never by the one that had it. Seed 003's
/// `BrainstormingOrchestrator.run_brainstorming_session(topic, rounds)`.
package struct BrainstormingFormat: ConversationFormat {
  package static let name = "brainstorming"

  package var rounds: Int
  /// Who asks.
  private static let facilitator = "facilitator"

  package init(rounds: Int = 3) { self.rounds = rounds }

  /// - Returns: `{"topic", "ideas": [{"participant", "idea"}], "refinements": [{"original_idea", "refined_by",
  ///   "refinement"}]}`
  package func carryOut(_ conversation: Conversation) async throws -> [UInt8]? {
    var ideas: [ChatMessage] = []
    for round in 1...rounds {
      conversation.round = round
      for participant in conversation.participants {
        let question = "Brainstorm creative ideas for: \(conversation.topic). Round \(round)."
        if let idea = try await conversation.ask(participant, from: Self.facilitator, question) { ideas.append(idea) }
      }
    }
    var refinements: [(idea: ChatMessage, refinement: ChatMessage)] = []
    conversation.round = rounds + 1
    for idea in ideas {
      for participant in conversation.participants where participant != idea.sender {
        let question = "How could this idea be improved: \(idea.content)"
        if let refinement = try await conversation.ask(participant, from: Self.facilitator, question) {
          refinements.append((idea, refinement))
        }
      }
    }
    return Self.outcome(conversation.topic, ideas, refinements)
  }

  private static func outcome(
    _ topic: String, _ ideas: [ChatMessage], _ refinements: [(idea: ChatMessage, refinement: ChatMessage)]
  ) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("topic", topic)
    json.key("ideas")
    json.beginArray()
    for idea in ideas {
      json.beginObject()
      json.member("participant", idea.sender)
      json.member("idea", idea.content)
      json.endObject()
    }
    json.endArray()
    json.key("refinements")
    json.beginArray()
    for (idea, refinement) in refinements {
      json.beginObject()
      json.member("original_idea", idea.content)
      json.member("refined_by", refinement.sender)
      json.member("refinement", refinement.content)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }
}
