import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// An orchestrator of one's own: one speaks for, one against, and a judge says who was right.
private struct DebateFormat: ConversationFormat {
  static let name = "debate"
  var rounds = 2

  func carryOut(_ conversation: Conversation) async throws -> [UInt8]? {
    let (pro, contra, judge) = (
      conversation.participants[0], conversation.participants[1], conversation.participants[2]
    )
    for round in 1...rounds {
      conversation.round = round
      try await conversation.ask(pro, from: judge, "Speak for: \(conversation.topic)")
      try await conversation.ask(contra, from: judge, "Speak against: \(conversation.topic)")
    }
    return try await conversation.ask(judge, from: judge, "Who was right?")?.json()
  }
}

@Suite struct ConversationFormatTests {
  private let orchestrator = ConversationOrchestrator()

  private func perform(
    _ document: String, _ agents: ScriptedAgents, input: String = "null"
  ) async throws -> (result: JSONNode, state: RunState, error: RoundhouseError?) {
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), orchestrator.workflow)
    let outcome = try await fixture.runs.perform(
      "conversation", ConversationDocument.request(Array(document.utf8), input: Array(input.utf8)))
    await fixture.runs.stop()
    if outcome.output.isEmpty, let error = outcome.error { throw error }
    return (try JSONDocument(parsing: outcome.output).root, outcome.state, outcome.error)
  }

  private func speakers(_ result: JSONNode) -> [String] {
    result["messages"]?.elements.compactMap { $0["name"]?.string } ?? []
  }

  @Test("M-050 a dialogue goes back and forth, each answering what it has heard")
  func dialogue() async throws {
    let agents = Talkers.agents
    let (result, _, _) = try await perform(
      #"{"topic": "Beauty", "participants": ["shakespeare", "einstein"], "initialMessage": {"from": "shakespeare", "content": "What connection?"}, "turns": 4}"#,
      agents)
    #expect(speakers(result) == ["shakespeare", "einstein", "shakespeare", "einstein", "shakespeare"])
    #expect(result["success"]?.bool == true && result["format"]?.string == "dialogue")
    #expect(result["pattern"]?.string == "conversation" && result["failures"] == nil)
    // Each knows all that was said, its own words as its own.
    #expect(
      try agents.asked[1].heard == [
        "assistant shakespeare: What connection?", "user einstein: einstein speaks after 1 messages",
      ])
    let last = try #require(result["messages"]?[4])
    #expect(last["to"]?.string == "einstein" && last["round"]?.int == 2)
  }

  @Test("M-062 three rounds of a panel: the moderator asks each expert, and all hear one another")
  func panel() async throws {
    let agents = ScriptedAgents { ask, _ in try Talkers.answer(ask) }
    let (result, _, _) = try await perform(
      #"{"topic": "T", "format": "panel", "moderator": "moderator", "participants": ["moderator", "expert1", "expert2", "expert3"]}"#,
      agents)
    #expect(agents.asked.map(\.agent) == (0..<3).flatMap { _ in ["expert1", "expert2", "expert3"] })
    let questions = result["messages"]?.elements.filter { $0["name"]?.string == "moderator" }.compactMap {
      $0["content"]?.string
    }
    #expect(questions == (1...3).flatMap { Array(repeating: "Round \($0): Share your perspective", count: 3) })
    // The last expert of the first round has heard three questions and two answers.
    #expect(try agents.asked[2].heard.count == 5)
  }

  @Test("M-062 a moderator that takes part may be asked as well, by itself")
  func panelAsksItself() async throws {
    let agents = ScriptedAgents { ask, _ in try Talkers.answer(ask) }
    let (result, _, _) = try await perform(
      #"{"topic": "events", "format": "panel", "moderator": "architect", "asksItself": true, "rounds": 1, "question": "On {topic}?", "open": false, "participants": ["architect", "security"]}"#,
      agents)
    #expect(agents.asked.map(\.agent) == ["architect", "security"])
    #expect(try agents.asked[1].heard == ["user architect: On events?"])
    #expect(speakers(result) == ["architect", "architect", "architect", "security"])
  }

  @Test("M-061 brainstorming: ideas of all rounds, each improved by all others and never by its own author")
  func brainstorming() async throws {
    let agents = ScriptedAgents { ask, count in
      let last = try ask.heard.last ?? ""
      return Talkers.say(last.contains("improved") ? "better \(count)" : "idea \(count) of \(ask.agent)")
    }
    let (result, _, _) = try await perform(
      #"{"topic": "onboarding", "format": "brainstorming", "rounds": 2, "participants": ["a", "b", "c"]}"#, agents)
    let outcome = try #require(result["outcome"])
    #expect(outcome["topic"]?.string == "onboarding")
    #expect(outcome["ideas"]?.elements.compactMap { $0["participant"]?.string } == ["a", "b", "c", "a", "b", "c"])
    #expect(outcome["refinements"]?.count == 12)
    for refinement in try #require(outcome["refinements"]).elements {
      let by = try #require(refinement["refined_by"]?.string)
      #expect(try #require(refinement["original_idea"]?.string).hasSuffix("of \(by)") == false)
    }
    #expect(try agents.asked[0].heard == ["user facilitator: Brainstorm creative ideas for: onboarding. Round 1."])
  }

  @Test("M-056 a broadcast as a document: all are asked at once, round by round")
  func broadcast() async throws {
    let agents = ScriptedAgents { ask, _ in
      try await Task.sleep(for: .milliseconds(30))
      return try Talkers.answer(ask)
    }
    let (result, _, _) = try await perform(
      #"{"format": "broadcast", "initialMessage": "Round {round}", "rounds": 2, "participants": ["a", "b", "c"]}"#,
      agents)
    #expect(speakers(result) == ["user", "a", "b", "c", "user", "a", "b", "c"])
    #expect(agents.asked.count == 6)
    let spans = agents.spans.prefix(3)
    #expect(try #require(spans.map(\.began).max()) < #require(spans.map(\.ended).min()))
  }

  @Test("M-061 an orchestrator of one's own is a format of a few lines, and a workflow of its own")
  func ownFormat() async throws {
    let orchestrator = orchestrator
    let workflow = Workflow("debate") { run, _ in
      let conversation = try orchestrator.start(
        ["pro", "contra", "judge"].map { Participant(agent: $0) }, topic: "tabs", on: run)
      return try await orchestrator.carryOut(DebateFormat(), in: conversation).json
    }
    let fixture = try await PatternsFixture(Talkers.agents, MemoryRunStore(), workflow)
    let outcome = try await fixture.runs.perform("debate")
    await fixture.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(result["format"]?.string == "debate" && result["outcome"]?["name"]?.string == "judge")
    #expect(result["messages"]?.count == 10)
  }

  @Test("M-050 one that fails loses its turn; if nobody speaks the run has failed, and shows what it has")
  func failures() async throws {
    let answer: ScriptedAgents.Answer = { ask, _ in
      if ask.agent == "a" { throw RoundhouseError(.agentError, "tired", agentCode: "tired") }
      return Talkers.say("hello")
    }
    let (some, state, _) = try await perform(
      #"{"topic": "T", "participants": ["a", "b"], "turns": 3}"#, ScriptedAgents(answer))
    #expect(state == .completed && some["failures"]?.count == 2 && some["success"]?.bool == true)
    #expect(
      some["failures"]?[0]?["participant"]?.string == "a" && some["failures"]?[0]?["agentCode"]?.string == "tired")
    let (none, failed, error) = try await perform(#"{"topic": "T", "participants": ["a"]}"#, ScriptedAgents(answer))
    #expect(failed == .failed && none["success"]?.bool == false)
    #expect(error?.message == "nobody has said anything: tired")
  }

  @Test("M-050 an agent that does not answer in time loses its turn")
  func timeout() async throws {
    let agents = ScriptedAgents { ask, _ in ask.agent == "a" ? try await hang() : Talkers.say("here") }
    let (result, _, _) = try await perform(
      #"{"topic": "T", "participants": ["a", "b"], "timeout": 20}"#, agents)
    #expect(result["failures"]?[0]?["code"]?.string == "deadline_exceeded")
    #expect(speakers(result) == ["user", "b"])
  }

  @Test(
    "M-050 the input says message and topic in the place of the document's",
    arguments: [
      (#""Hello there""#, "Hello there", "T"), (#"{"message":"Hi","topic":"Other"}"#, "Hi", "Other"),
      (#"{"messages":[{"content":"a"},{"content":"last"}]}"#, "last", "T"), ("null", "first", "T"),
    ])
  func input(_ input: String, _ message: String, _ topic: String) async throws {
    let document = #"{"topic": "T", "participants": ["a"], "initialMessage": "first", "format": "FORMAT"}"#
    for format in ["dialogue", "broadcast"] {
      let (result, _, _) = try await perform(document.replacing("FORMAT", with: format), Talkers.agents, input: input)
      #expect(result["messages"]?[0]?["content"]?.string == message && result["topic"]?.string == topic)
    }
    let panel = #"{"topic": "T", "format": "panel", "participants": ["a"]}"#
    let (result, _, _) = try await perform(panel, Talkers.agents, input: #"{"message": "only this"}"#)
    #expect(result["topic"]?.string == "only this")
  }

  @Test("M-050 M-137 what happens in a conversation is told as it happens")
  func events() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        if ask.agent == "b" { throw RoundhouseError(.agentError, "tired", agentCode: "tired") }
        return Talkers.say("hello")
      }, MemoryRunStore(), orchestrator.workflow)
    let document = #"{"topic": "T", "participants": ["a", "b"]}"#
    _ = try await fixture.runs.perform("conversation", ConversationDocument.request(Array(document.utf8)))
    await fixture.runs.stop()
    let events = try fixture.events()
    #expect(
      events.map(\.type) == [
        "conversation:started", "conversation:message", "conversation:message", "agent:error", "conversation:ended",
      ])
    #expect(events[0].data["participants"]?.count == 2 && events[0].data["topic"]?.string == "T")
    #expect(events[2].data["message"]?["content"]?.string == "hello")
    #expect(events[3].data["agentId"]?.string == "b" && events[3].data["error"]?["message"]?.string == "tired")
    #expect(events[4].data["messages"]?.int == 2 && events[4].data["failures"]?.int == 1)
  }
}
