internal import CPlatform
internal import FixtureBuilder
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// `rr3x10` and what seed 003 asks of conversations: messages between two agents, and their registration. Not recorded.
enum ChatBenchmarks {
  private static let agents = TalkingAgents()
  private static let names = ["a0", "a1", "a2"]

  static func run(_ extent: Extent) async throws -> [Measurement] {
    try await roundRobin(extent) + messages("route.message", count: 1, extent)
      + messages("route.message3", count: 3, extent) + [register(extent)]
  }

  /// Three agents and ten messages each; every speaker is given all that was said before.
  private static func roundRobin(_ extent: Extent) async throws -> [Measurement] {
    let manager = GroupChatManager()
    var document = GroupChatDocument(topic: "bench", names.map { Participant(agent: $0) })
    document.bounds = GroupChatBounds(rounds: 10, stalledRounds: 0)
    let chat = document
    var lines = try await Measure.inTurn(
      "rr3x10", batch: extent.batch / 100, batches: 500, steps: 30,
      notes: "a whole chat of 30 messages, each agent given all of it; per second: messages",
      floor: ("bare-calls", { count in for _ in 0..<count { try await calls(30) } }),
      ours: { count in
        for _ in 0..<count {
          let session = try await manager.startCollaboration(chat, on: Run.unrecorded(agents))
          if session.spoken != 30 || session.end != .rounds { throw FixtureError("a chat that went wrong") }
        }
      })
    for place in lines.indices { lines[place].operations *= 30 }
    return lines
  }

  /// Messages from one agent to the other, each answered, within one conversation.
  private static func messages(_ name: String, count: Int, _ extent: Extent) async throws -> [Measurement] {
    let orchestrator = ConversationOrchestrator()
    orchestrator.register(names.map { Participant(agent: $0) })
    return try await Measure.inTurn(
      name, batch: extent.batch / 10, steps: Double(count), notes: "a conversation of two, begun for it",
      floor: ("bare-calls", { times in for _ in 0..<times { try await calls(count) } }),
      ours: { times in
        for _ in 0..<times {
          let conversation = try orchestrator.startConversation(
            ["a0", "a1"], topic: "bench", on: Run.unrecorded(agents))
          for _ in 0..<count { try await conversation.send(from: "a0", to: "a1", "Hello") }
          if conversation.messages.count != 2 * count { throw FixtureError("a message is lost") }
        }
      })
  }

  /// Ten agents with their roles.
  private static func register(_ extent: Extent) -> Measurement {
    let factory = AgentFactory.reviewers()
    let made = (0..<10).map { factory.make("specialty-\($0)") }
    return Measure.batches("register.conversation10", "roundhouse", batch: extent.batch / 10) { count in
      for _ in 0..<count { ConversationOrchestrator().register(made) }
    }
  }

  private static func calls(_ count: Int) async throws {
    for place in 0..<count {
      var options = CallOptions()
      options.agent = names[place % 3]
      let answer = try await agents.call("chat", RouteBenchmarks.payload, options)
      if answer.bytes.isEmpty { throw FixtureError("no answer") }
    }
  }
}
