import Testing

internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct GroupChatTests {
  private let manager = GroupChatManager()

  private func chat(
    _ agents: ScriptedAgents, _ names: [String] = ["anna", "ben", "cleo"],
    _ change: (inout GroupChatDocument) throws -> Void = { _ in }
  ) async throws -> GroupChatSession {
    var document = GroupChatDocument(topic: "T", names.map { Participant(agent: $0) })
    try change(&document)
    return try await manager.startCollaboration(document, on: .unrecorded(agents))
  }

  @Test("M-051 M-160 seed 000: three agents, a moderator and goals collaborate on a request")
  func collaborate() async throws {
    let agents = Talkers.agents
    let session = try await manager.startCollaboration(
      "Let's collaborate on solving this problem",
      participants: ["llm-agent", "search-agent", "rag-agent"].map { Participant(agent: $0) },
      moderator: Participant(agent: "llm-agent"), discussionGoals: ["Let's collaborate on solving this problem"],
      on: .unrecorded(agents))
    #expect(session.end == .rounds && session.round == 3 && session.spoken == 9 && session.messages.count == 10)
    #expect(session.messages[0].role == .user && session.speakers.count == 3)
    #expect(session.id.hasPrefix("session_"))
    let first = try agents.asked[0].document
    #expect(first["goals"]?[0]?.string == "Let's collaborate on solving this problem")
    #expect(first["topic"]?.string == "Let's collaborate on solving this problem")
    #expect(try agents.asked[8].heard.count == 9)
    let moderation = try await manager.moderateDiscussion(session)
    #expect(moderation.type == .content && moderation.checked == 9 && moderation.interventions.isEmpty)
    #expect(try await manager.reachConsensus(session, topic: "Shall we?").topic == "Shall we?")
  }

  @Test("M-051 a chat without participants is refused")
  func nobody() async throws {
    let error = try await #require(throws: RunError.self) { try await chat(Talkers.agents, []) }
    #expect(error.error.message == "nobody takes part")
  }

  // MARK: Who speaks

  @Test("M-051 one speaks after another")
  func roundRobin() async throws {
    let session = try await chat(Talkers.agents) { $0.bounds.rounds = 2 }
    #expect(session.messages.map(\.sender) == ["anna", "ben", "cleo", "anna", "ben", "cleo"])
    #expect(session.messages.map(\.round) == [1, 1, 1, 2, 2, 2])
  }

  @Test("M-051 by chance nobody speaks twice in a row, and all come to speak")
  func random() async throws {
    let session = try await chat(Talkers.agents) {
      $0.speakers = .random
      $0.bounds.rounds = 10
      $0.bounds.stalledRounds = 0
    }
    let senders = session.messages.map(\.sender)
    #expect(senders.count == 30 && Set(senders).count == 3)
    #expect(zip(senders, senders.dropFirst()).allSatisfy { $0 != $1 })
    let alone = try await chat(Talkers.agents, ["anna"]) { $0.speakers = .random }
    #expect(alone.messages.map(\.sender) == ["anna", "anna", "anna"])
  }

  @Test("M-051 rules over the last message choose, and one after another speaks where none holds")
  func rules() async throws {
    let session = try await chat(Talkers.agents) {
      $0.speakers = .rules([
        (try Expression(#".last.name == "anna""#), "cleo"), (try Expression(".count == 3"), "anna"),
      ])
      $0.bounds.rounds = 2
    }
    #expect(session.messages.map(\.sender) == ["anna", "cleo", "ben", "anna", "cleo", "cleo"])
  }

  @Test("M-051 an agent chooses who speaks; where it names nobody who takes part, or fails, one after another does")
  func chosen() async throws {
    let answers = [#"{"speaker":"ben"}"#, #""cleo""#, #"{"speaker":"nobody"}"#, "nonsense", ""]
    let agents = ScriptedAgents { ask, count in
      guard ask.capability == "speaker.choose" else { return Talkers.say("\(ask.agent) \(ask.input.utf8.count)") }
      if count == 5 { throw RoundhouseError(.agentError, "no") }
      return answers[count]
    }
    let session = try await chat(agents) {
      $0.speakers = .agent(CallTarget(capability: "speaker.choose", agent: "chair"))
      $0.bounds.rounds = 2
    }
    #expect(session.messages.map(\.sender) == ["ben", "cleo", "anna", "ben", "cleo", "anna"])
    #expect(session.unchosen == 4)
    let ask = try #require(agents.asked.first).document
    #expect(ask["participants"]?.count == 3 && ask["participants"]?[0]?["id"]?.string == "anna")
  }

  // MARK: Bounds

  @Test("M-055 a chat ends by its messages, in the middle of a round")
  func messages() async throws {
    let session = try await chat(Talkers.agents) { $0.bounds.messages = 4 }
    #expect(session.end == .messages && session.spoken == 4)
  }

  @Test("M-055 a chat ends by its tokens; who does not tell what it used is counted by its bytes")
  func tokens() async throws {
    let session = try await chat(Talkers.agents) {
      $0.bounds.rounds = 100
      $0.bounds.tokens = 100
    }
    #expect(session.end == .tokens && session.tokens >= 100 && session.tokens < 130)
  }

  @Test("M-055 a chat ends by its time")
  func time() async throws {
    let agents = ScriptedAgents { ask, count in
      try await Task.sleep(for: .milliseconds(10))
      return Talkers.say("word\(count)")
    }
    let session = try await chat(agents) {
      $0.bounds.rounds = 100
      $0.bounds.time = .milliseconds(100)
    }
    #expect(session.end == .time && session.spoken > 0 && session.spoken < 15)
  }

  @Test("M-055 a chat ends when nothing new is said for two rounds", arguments: [0.9, 0.5])
  func stalled(_ similarity: Double) async throws {
    let agents = ScriptedAgents { ask, count in
      Talkers.say(similarity == 0.9 ? "We go round in circles" : "We go round in circles number\(count)")
    }
    let session = try await chat(agents) {
      $0.bounds.rounds = 50
      $0.bounds.similarity = similarity
    }
    // Only the first one was new.
    #expect(session.end == .stalled && session.round == 3)
  }

  @Test("M-055 a chat in which nobody speaks ends, and one whose goal is reached")
  func goal() async throws {
    let silent = try await chat(ScriptedAgents { _, _ in "" }) { $0.bounds.rounds = 50 }
    #expect(silent.end == .stalled && silent.failures.count == 6 && silent.messages.isEmpty)
    let agents = ScriptedAgents { _, count in Talkers.say("thought \(count)", confidence: Double(count) / 10) }
    let session = try await chat(agents) { $0.goal = try Expression(".last.confidence >= 0.4 and .round > 1") }
    #expect(session.end == .goal && session.spoken == 5)
  }

  @Test("M-055 who fails loses the turn, or ends the chat where that is said")
  func failures() async throws {
    let answer: ScriptedAgents.Answer = { ask, count in
      if ask.agent == "ben" { throw RoundhouseError(.agentError, "tired", agentCode: "tired") }
      return Talkers.say("thought \(count)")
    }
    let session = try await chat(ScriptedAgents(answer))
    #expect(session.end == .rounds && session.spoken == 6 && session.failures.map(\.round) == [1, 2, 3])
    let stopped = try await chat(ScriptedAgents(answer)) { $0.stopsOnFailure = true }
    #expect(stopped.end == .failed && stopped.spoken == 1)
  }

  @Test("M-055 an expression that fails is told, with what to do")
  func brokenRule() async throws {
    let error = try await #require(throws: RunError.self) {
      try await chat(Talkers.agents) { $0.goal = try Expression(".topic + 1 == 2") }
    }
    #expect(error.error.code == .badRequest && !error.error.remedy.isEmpty)
  }

  @Test("M-055 M-160 a round of agents that answer at once takes less than 5 s by far")
  func roundTime() async throws {
    let clock = SystemClock()
    let began = clock.now
    let session = try await chat(Talkers.agents) {
      $0.bounds.rounds = 100
      $0.bounds.messages = 1000
      $0.bounds.stalledRounds = 0
    }
    #expect(session.round == 100 && (clock.now - began) / 100 < .seconds(5))
  }

  @Test("M-051 only so much of the talk is passed on as the history's limit says")
  func history() async throws {
    let agents = ScriptedAgents { ask, _ in Talkers.say("\(ask.agent) \(ask.input.utf8.count)") }
    let session = try await chat(agents) { $0.history = HistoryLimit(messages: 2) }
    #expect(try agents.asked.map { try $0.heard.count } == [0, 1, 2, 2, 2, 2, 2, 2, 2])
    #expect(session.messages.count == 9)
  }

  // MARK: As a document

  @Test("M-051 a chat's result tells why it ended, who said what, and what was decided")
  func result() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, count in
        if ask.agent == "ben", ask.capability == "chat" { throw RoundhouseError(.agentError, "tired") }
        return try Talkers.answer(ask)
      }, MemoryRunStore(), manager.workflow)
    let document = #"{"participants": ["anna", "ben"], "rounds": 1, "consensus": {}}"#
    let request = GroupChatDocument.request(
      Array(document.utf8), input: Array(#"{"message": "Shall we?", "user_id": "user123"}"#.utf8))
    let outcome = try await fixture.runs.perform("group_chat", request)
    await fixture.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(outcome.state == .completed && result["pattern"]?.string == "group_chat")
    #expect(result["success"]?.bool == true && result["reason"]?.string == "rounds" && result["rounds"]?.int == 1)
    #expect(result["topic"]?.string == "Shall we?" && result["goals"]?[0]?.string == "Shall we?")
    #expect(result["messages"]?[0]?["name"]?.string == "user123" && result["messages"]?.count == 2)
    #expect(result["failures"]?.count == 1 && result["collaboration"]?.bool == false)
    #expect(result["consensus"]?["decision"]?.string == "agree" && result["consensus"]?["votes"]?.count == 2)
    #expect(result["session_id"]?.string == "session_\(outcome.number)")
    #expect(
      try fixture.events().map(\.type) == [
        "chat:started", "chat:message", "chat:message", "agent:error", "chat:consensus", "chat:ended",
      ])
    #expect(try fixture.events().last?.data["reason"]?.string == "rounds")
    #expect(manager.statistics.failedTurns == 1 && manager.statistics.totalSessions == 1)
  }

  @Test("M-051 a chat in which nobody says anything fails its run, and shows what it has")
  func silence() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { _, _ in throw RoundhouseError(.agentError, "tired") }, MemoryRunStore(), manager.workflow)
    for (document, message) in [
      (#"{"topic": "T", "participants": ["a"]}"#, "nobody has said anything: tired"),
      (
        #"{"topic": "T", "participants": ["a"], "onFailure": "stop", "consensus": {}}"#,
        "the chat ended with a failure: tired"
      ),
      (#"{"topic": "T", "participants": ["a"], "rounds": 0, "consensus": {"rounds": 1}}"#, "nobody has voted"),
    ] {
      let outcome = try await fixture.runs.perform("group_chat", GroupChatDocument.request(Array(document.utf8)))
      #expect(outcome.state == .failed && outcome.error?.message == message)
      #expect(try JSONDocument(parsing: outcome.output).root["success"]?.bool == false)
    }
    await fixture.runs.stop()
  }
}
