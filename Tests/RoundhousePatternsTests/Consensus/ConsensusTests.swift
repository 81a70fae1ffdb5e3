import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct ConsensusTests {
  private let manager = GroupChatManager()

  /// Lets three participants decide on a run that is not recorded, after no discussion.
  /// - Parameter answer: is given who votes, and how often it has voted before.
  private func decide(
    _ settings: ConsensusSettings, moderator: String? = nil, rounds: Int = 0, _ agents: ScriptedAgents
  ) async throws -> (ConsensusResult, GroupChatSession) {
    var document = GroupChatDocument(topic: "T", ["anna", "ben", "cleo"].map { Participant(agent: $0) })
    document.moderator = moderator.map { Participant(agent: $0) }
    document.bounds.rounds = rounds
    document.bounds.stalledRounds = 0
    let session = try await manager.startCollaboration(document, on: .unrecorded(agents))
    return (try await manager.reachConsensus(session, settings), session)
  }

  /// - Parameter choices: by voter, in order of the rounds; the last one is repeated.
  private func voters(_ choices: [String: [String]]) -> ScriptedAgents {
    ScriptedAgents { ask, count in
      guard ask.capability == "vote" else { return Talkers.say("\(ask.agent) thinks \(ask.input.utf8.count)") }
      let round = count / choices.count
      guard let list = choices[ask.agent] else { return "" }
      return list[min(round, list.count - 1)]
    }
  }

  private static func vote(_ choice: String, _ confidence: Double = 0.8, reason: String = "") -> String {
    Talkers.vote(choice, confidence: confidence, reason: reason)
  }

  @Test(
    "M-053 M-160 all are asked with the topic, the options and what was said; the majority decides and dissent is recorded"
  )
  func majority() async throws {
    let agents = voters([
      "anna": [Self.vote("agree", 0.9)], "ben": [Self.vote("AGREE ", 0.7)],
      "cleo": [Self.vote("disagree", reason: "too dear")],
    ])
    let (result, session) = try await decide(ConsensusSettings(), rounds: 1, agents)
    #expect(result.isReached && result.decision == "agree" && result.rounds == 1 && result.tieBreak == nil)
    #expect(result.dissent.map(\.voter) == ["cleo"] && result.dissent[0].reason == "too dear")
    #expect(abs(result.confidence - 1.6 / 3) < 1e-6 && abs(result.agreement - 2.0 / 3) < 1e-9)
    let ask = try #require(agents.asked.last { $0.capability == "vote" }).document
    #expect(ask["topic"]?.string == "T" && ask["options"]?.count == 2 && ask["messages"]?.count == 3)
    #expect(session.decisions.count == 1)
    let json = try JSONDocument(parsing: result.json()).root
    #expect(json["reached"]?.bool == true && json["votes"]?.count == 3 && json["dissent"]?.count == 1)
    #expect(json["tally"]?[0]?["votes"]?.int == 2 && json["rule"]?.string == "majority")
  }

  @Test("M-053 M-160 who fails, is absent or answers nonsense is recorded, and takes nobody's vote away")
  func absences() async throws {
    let agents = ScriptedAgents { ask, _ in
      switch ask.agent {
      case "anna": throw RoundhouseError(.agentCrashed, "gone")
      case "ben": try await hang()
      default: Self.vote("maybe")
      }
    }
    var settings = ConsensusSettings(rounds: 1)
    settings.timeout = .milliseconds(20)
    let (result, _) = try await decide(settings, agents)
    #expect(!result.isReached && result.reason == .tooFewVotes && result.tally.cast == 0)
    #expect(result.votes.map(\.state) == [.failed, .absent, .invalid])
    #expect(result.votes[2].problem == "\"maybe\" is none of the options")
    let (broken, _) = try await decide(settings, ScriptedAgents { _, count in ["", "7", "{}"][count % 3] })
    #expect(broken.votes.allSatisfy { $0.state == .failed && $0.problem == "its answer is no vote" })
    let (bare, _) = try await decide(settings, ScriptedAgents { _, _ in #""agree""# })
    #expect(bare.decision == "agree" && bare.confidence == 1)
  }

  @Test(
    "M-053 a tie is broken as the settings say",
    arguments: [
      (TieBreak.none, nil), (.firstOption, "x"), (.highestConfidence, "y"), (.moderator, "y"),
    ] as [(TieBreak, String?)])
  func ties(_ tieBreak: TieBreak, _ winner: String?) async throws {
    let agents = ScriptedAgents { ask, _ in
      switch ask.agent {
      case "anna": Self.vote("x", 0.5)
      case "ben": Self.vote("y", 0.9)
      case "cleo": throw RoundhouseError(.noHealthyAgent, "away")
      default: Self.vote("y")
      }
    }
    let settings = ConsensusSettings(["x", "y", "z"], tieBreak: tieBreak, rounds: 1)
    let (result, _) = try await decide(settings, moderator: "chair", agents)
    #expect(result.decision == winner && result.tieBreak == (winner == nil ? nil : tieBreak))
    #expect(result.reason == (winner == nil ? .tie : nil))
    if tieBreak == .moderator {
      // It chooses among those that are tied, and no others.
      #expect(try agents.asked.last?.document["options"]?.elements.compactMap(\.string) == ["x", "y"])
    }
  }

  @Test("M-053 a moderator that fails, or is not there, leaves the tie")
  func noModerator() async throws {
    let agents = ScriptedAgents { ask, _ in
      switch ask.agent {
      case "anna": Self.vote("agree")
      case "ben": Self.vote("disagree")
      default: throw RoundhouseError(.agentError, "no")
      }
    }
    for moderator in [nil, "chair"] {
      let settings = ConsensusSettings(tieBreak: .moderator, rounds: 1)
      let (result, _) = try await decide(settings, moderator: moderator, agents)
      #expect(result.decision == nil && result.reason == .tie && result.tieBreak == nil)
    }
  }

  @Test("M-053 a tie is voted on once more after a round of talk, beyond the limit, where that is said")
  func again() async throws {
    let agents = voters([
      "anna": [Self.vote("agree")], "ben": [Self.vote("disagree"), Self.vote("agree")], "cleo": [""],
    ])
    let (result, session) = try await decide(ConsensusSettings(tieBreak: .again, rounds: 1), agents)
    #expect(result.decision == "agree" && result.rounds == 2 && result.tieBreak == .again)
    #expect(session.round == 1 && session.messages.count == 3)
    let stubborn = voters(["anna": [Self.vote("agree")], "ben": [Self.vote("disagree")], "cleo": [""]])
    let (never, _) = try await decide(ConsensusSettings(tieBreak: .again, rounds: 1), stubborn)
    #expect(never.decision == nil && never.rounds == 2 && never.reason == .tie)
  }

  @Test("M-053 without enough agreement they talk for a round and vote again, as often as is said")
  func rounds() async throws {
    let agents = voters([
      "anna": [Self.vote("a")], "ben": [Self.vote("b"), Self.vote("b"), Self.vote("a")], "cleo": [Self.vote("c")],
    ])
    let (result, session) = try await decide(ConsensusSettings(["a", "b", "c"], rounds: 3), agents)
    #expect(result.decision == "a" && result.rounds == 3 && session.round == 2)
    // What was said in between is there when they vote again.
    #expect(try #require(agents.asked.last { $0.capability == "vote" }).document["messages"]?.count == 6)
    let (missed, _) = try await decide(ConsensusSettings(["a", "b", "c"], .unanimous, rounds: 2), agents)
    #expect(!missed.isReached && missed.rounds == 2 && missed.confidence == 0 && missed.agreement == 0)
  }

  @Test("M-053 where the talk may not go on, no more is voted")
  func bounds() async throws {
    let agents = voters(["anna": [Self.vote("agree")], "ben": [Self.vote("disagree")], "cleo": [""]])
    var document = GroupChatDocument(topic: "T", ["anna", "ben", "cleo"].map { Participant(agent: $0) })
    document.bounds.messages = 3
    let session = try await manager.startCollaboration(document, on: .unrecorded(agents))
    let result = try await manager.reachConsensus(session, ConsensusSettings(rounds: 5))
    #expect(session.end == .messages && result.rounds == 1 && result.reason == .tie)
  }

  @Test("M-053 the rate of decisions that are reached is counted: nine of ten as seed 000 expects")
  func rate() async throws {
    for place in 0..<10 {
      let second = place == 3 ? "disagree" : "agree"
      let agents = voters(["anna": [Self.vote("agree")], "ben": [Self.vote(second)], "cleo": [""]])
      let (_, session) = try await decide(ConsensusSettings(rounds: 1), rounds: 1, agents)
      try manager.close(session)
    }
    #expect(manager.statistics.consensusRate == 0.9 && manager.statistics.decisions == 10)
    #expect(manager.statistics.collaborationRate == 1 && manager.statistics.averageRounds == 1)
    let json = try JSONDocument(parsing: manager.statistics.json).root
    #expect(json["consensus_rate"]?.double == 0.9 && json["total_sessions"]?.int == 10)
    #expect(json["ends"]?["rounds"]?.int == 10 && json["interventions"]?["flow"]?.int == 0)
    #expect(GroupChatManager().statistics.consensusRate == 0 && GroupChatManager().statistics.averageRounds == 0)
  }
}
