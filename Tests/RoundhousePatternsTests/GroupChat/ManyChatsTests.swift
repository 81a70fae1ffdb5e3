import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct ManyChatsTests {
  /// How participants may spoil a chat.
  private enum Spoiler: CaseIterable { case neverAgrees, neverAnswers, nonsense, crashes, repeats, mixed }

  private static let nonsense = [
    "", "{}", "[", "null", "42", #"{"content": 1}"#, #"{"choice": 7}"#, #"{"speaker": [1]}"#, #"{"action": "explode"}"#,
    #"{"content": "\ud83d\ude00 maybe", "confidence": -3, "handoff": {"to": "nobody"}}"#,
  ]

  private static func answer(_ spoiler: Spoiler, _ ask: ScriptedAgents.Ask, _ count: Int) async throws -> String {
    switch spoiler {
    case .neverAgrees:
      ask.capability == "vote" ? Talkers.vote(ask.agent < "b" ? "agree" : "disagree") : Talkers.say("no \(count)!")
    case .neverAnswers: try await hang()
    case .nonsense: nonsense[count % nonsense.count]
    case .crashes: throw RoundhouseError(.agentCrashed, "the worker is gone", hasStarted: true)
    case .repeats: Talkers.say("again and again")
    case .mixed:
      try await answer([.neverAgrees, .neverAnswers, .nonsense, .crashes, .repeats][count % 5], ask, count)
    }
  }

  private static func document(_ number: Int) -> String {
    let speakers = [
      #""round-robin""#, #""random""#, #"{"agent": "chair"}"#,
      #"{"rules": [{"when": ".last.name == \"a\"", "to": "a"}]}"#,
    ]
    let rule = ConsensusRule.names[number % ConsensusRule.names.count]
    let tie = TieBreak.allCases[number % TieBreak.allCases.count].rawValue
    return """
      { "topic": "T", "participants": ["a", "b", "c", "d"], "moderator": "chair", "speakers": \(speakers[number % 4]),
        "rounds": \(2 + number % 5), "messages": \(6 + number % 20), "tokens": \(50 + number % 1000), "timeout": \(number % 10 == 0 ? 60 : 5000),
        "turnTimeout": 20, "moderation": { "content": true, "flow": true, "conflict": true, "agent": "chair" },
        "consensus": { "rule": "\(rule)", "tieBreak": "\(tie)", "rounds": 3, "timeout": 20 } }
      """
  }

  @Test(
    "M-055 1000 chats with participants that never agree, never answer, answer nonsense or crash: every one ends within its bounds"
  )
  func manyChats() async throws {
    let manager = GroupChatManager()
    let ends = try await withThrowingTaskGroup(of: (GroupChatEnd?, GroupChatSession.Figures).self) { group in
      var ends: [GroupChatEnd: Int] = [:]
      for number in 0..<1000 {
        if number >= 256, let (end, figures) = try await group.next() { note(end, figures, &ends) }
        group.addTask {
          let spoiler = Spoiler.allCases[number % Spoiler.allCases.count]
          let agents = ScriptedAgents { ask, count in try await Self.answer(spoiler, ask, count) }
          let document = try GroupChatDocument(Array(Self.document(number).utf8))
          let session = try await manager.startCollaboration(document, on: .unrecorded(agents))
          _ = try await manager.reachConsensus(session)
          try manager.close(session)
          return (session.end, session.figures(document))
        }
      }
      for try await (end, figures) in group { note(end, figures, &ends) }
      return ends
    }
    #expect(ends.values.reduce(0, +) == 1000)
    #expect(Set(ends.keys).isSubset(of: [.rounds, .messages, .tokens, .time, .stalled]) && ends.count >= 4)
    #expect(manager.statistics.totalSessions == 1000 && manager.statistics.decisions == 1000)
    #expect(manager.statistics.ends.values.reduce(0, +) == 1000)
  }

  private func note(_ end: GroupChatEnd?, _ figures: GroupChatSession.Figures, _ ends: inout [GroupChatEnd: Int]) {
    guard let end else {
      Issue.record("a chat has not ended")
      return
    }
    ends[end, default: 0] += 1
    // The votes may let it go on for two rounds and a tie's third.
    #expect(figures.rounds <= figures.limit.rounds + 3 && figures.spoken <= figures.limit.messages)
    #expect(figures.votes <= 4)
  }

  @Test("M-055 a hundred recorded chats of agents that hang end by their time")
  func hangingChats() async throws {
    let clock = SystemClock()
    let began = clock.now
    let manager = GroupChatManager()
    let fixture = try await PatternsFixture(
      ScriptedAgents { _, _ in try await hang() }, MemoryRunStore(), manager.workflow)
    let document =
      #"{"topic": "T", "participants": ["a", "b", "c"], "rounds": 100, "timeout": 100, "turnTimeout": 30000, "stall": {"rounds": 0}}"#
    try await withThrowingTaskGroup(of: RunOutcome.self) { group in
      for _ in 0..<100 {
        group.addTask { try await fixture.runs.perform("group_chat", GroupChatDocument.request(Array(document.utf8))) }
      }
      for try await outcome in group {
        #expect(try JSONDocument(parsing: outcome.output).root["reason"]?.string == "time")
      }
    }
    await fixture.runs.stop()
    #expect(clock.now - began < .seconds(20))
  }
}

extension GroupChatSession {
  fileprivate struct Figures: Sendable {
    let rounds: Int
    let spoken: Int
    let votes: Int
    let limit: GroupChatBounds
  }

  fileprivate func figures(_ document: GroupChatDocument) -> Figures {
    Figures(rounds: round, spoken: spoken, votes: decisions.last?.rounds ?? 0, limit: document.bounds)
  }
}
