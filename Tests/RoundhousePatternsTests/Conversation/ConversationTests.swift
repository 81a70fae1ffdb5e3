import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct ConversationTests {
  private let orchestrator = ConversationOrchestrator()
  private static let teacher = Participant(
    "teacher", role: AgentRole("teacher", prompt: "You are a patient teacher who explains concepts clearly."),
    agent: "converser")
  private static let student = Participant("student", agent: "converser")

  /// Begins a conversation on a run that is not recorded.
  private func begin(
    _ agents: ScriptedAgents, isOpen: Bool = false, limit: HistoryLimit = HistoryLimit()
  ) throws -> Conversation {
    orchestrator.register(Self.teacher, Self.student)
    return try orchestrator.startConversation(
      ["teacher", "student"], topic: "Learning about AI", limit: limit, isOpen: isOpen, on: .unrecorded(agents))
  }

  @Test("M-057 an agent answers in its role and keeps what it has heard and said")
  func respond() async throws {
    let agents = ScriptedAgents { _, count in Talkers.say("answer \(count)", confidence: 0.7) }
    let run = Run.unrecorded(agents)
    var agent = ConversationAgent(Self.teacher)
    let first = try await agent.respond(to: "What is machine learning?", on: run)
    let second = try await agent.respond(to: "Why?", from: "student", topic: "AI", on: run)
    #expect(first.content == "answer 0" && first.confidence == 0.7 && second.content == "answer 1")
    #expect(
      agents.asked.map(\.capability) == ["chat", "chat"] && agents.asked.map(\.agent) == ["converser", "converser"])
    #expect(
      try agents.asked[1].heard == [
        "user user: What is machine learning?", "assistant teacher: answer 0", "user student: Why?",
      ])
    #expect(try agents.asked[1].document["role"]?.string == Self.teacher.role.prompt)
    #expect(try agents.asked[0].document["topic"] == nil)
    #expect(try agents.asked[1].document["topic"]?.string == "AI")
    #expect(agent.history.map(\.sender) == ["user", "teacher", "student", "teacher"])
  }

  @Test("M-057 an agent's history has limits, and the last message is always in it")
  func historyLimit() async throws {
    let agents = ScriptedAgents { _, _ in Talkers.say("twelve bytes") }
    let run = Run.unrecorded(agents)
    var few = ConversationAgent(Self.teacher, limit: HistoryLimit(messages: 3))
    var short = ConversationAgent(Self.teacher, limit: HistoryLimit(characters: 20))
    for place in 0..<4 {
      _ = try await few.respond(to: "question \(place)", on: run)
      _ = try await short.respond(to: "question \(place)", on: run)
    }
    #expect(
      try agents.asked[6].heard == [
        "user user: question 2", "assistant teacher: twelve bytes", "user user: question 3",
      ])
    #expect(try agents.asked[7].heard == ["user user: question 3"])
    _ = try await short.respond(to: String(repeating: "long ", count: 50), on: run)
    #expect(try #require(agents.asked.last).heard.count == 1)
  }

  @Test("M-057 a role's context is told with its prompt")
  func role() {
    let role = AgentRole(
      "security_expert", prompt: "You are a security expert.",
      context: [("specialties", "testing, design"), ("experience_level", "senior")])
    #expect(role.text == "You are a security expert.\nspecialties: testing, design\nexperience level: senior")
    #expect(AgentRole("analyst").text == "analyst")
    #expect(role != AgentRole("security_expert") && role == role)
  }

  @Test("M-059 a factory makes agents that differ in one word")
  func factory() {
    let names = ["code_quality", "security", "performance"].map { AgentFactory.reviewers(agent: "llama").make($0) }
    #expect(names.map(\.id) == ["code_quality_reviewer", "security_reviewer", "performance_reviewer"])
    #expect(
      names[1].role.text
        == "You are a security specialist providing expert review feedback.\nspecialty: security")
    #expect(names.allSatisfy { $0.target == CallTarget(capability: "chat", agent: "llama") })
  }

  @Test(
    "M-050 a message is sent from one participant to the other, who answers; topic, id, state and messages are kept")
  func send() async throws {
    let conversation = try begin(Talkers.agents)
    let answer = try await orchestrator.sendAgentMessage(
      sender: "student", recipient: "teacher", content: "Can you explain what neural networks are?", in: conversation)
    #expect(answer == "converser speaks after 1 messages")
    #expect(conversation.id.hasPrefix("conversation_") && conversation.topic == "Learning about AI")
    #expect(
      conversation.messages.map { "\($0.sender) to \($0.recipient)" } == ["student to teacher", "teacher to student"])
    #expect(conversation.history(of: "teacher")?.count == 2)
    // It remembers its own question; the answer was meant for it.
    #expect(conversation.history(of: "student")?.map(\.sender) == ["student", "teacher"])
    #expect(conversation.history(of: "nobody") == nil)
    #expect(conversation.state == .open)
    try conversation.close()
    try conversation.close()
    #expect(conversation.state == .closed && orchestrator.statistics.totalConversations == 1)
    #expect(try begin(Talkers.agents).id != conversation.id)
  }

  @Test("M-050 an initial message is heard by all, and turns are taken one after another")
  func initialMessage() throws {
    orchestrator.register([Self.teacher, Self.student])
    let conversation = try orchestrator.startConversation(
      ["student", "teacher"], topic: "AI", initialMessage: "Hello! Let's discuss", on: .unrecorded(Talkers.agents))
    #expect(conversation.history(of: "student")?.map(\.content) == ["Hello! Let's discuss"])
    #expect(conversation.history(of: "teacher")?.count == 1)
    #expect((0..<3).map { _ in conversation.nextSpeaker() } == ["student", "teacher", "student"])
    #expect(conversation.speaker(after: "teacher") == "student" && conversation.speaker(after: "nobody") == "student")
    #expect(orchestrator.registered == ["student", "teacher"])
  }

  @Test("M-050 whoever is not registered or does not take part is told with the name that is meant")
  func unknown() async throws {
    let conversation = try begin(Talkers.agents)
    let wrong = try await #require(throws: RunError.self) {
      try await conversation.send(from: "student", to: "teecher", "Hello")
    }
    #expect(wrong.error.code == .unknownAgent && wrong.error.remedy == "did you mean teacher?")
    await #expect(throws: RunError.self) { try await conversation.ask("zzz", from: "student", "Hello") }
    #expect(conversation.failures.isEmpty)
    let unknown = try #require(throws: RunError.self) {
      _ = try orchestrator.startConversation(["studant"], topic: "", on: .unrecorded(Talkers.agents))
    }
    #expect(unknown.error.remedy == "did you mean student?")
    let empty = try #require(throws: RunError.self) {
      _ = try orchestrator.start([], topic: "", on: .unrecorded(Talkers.agents))
    }
    #expect(empty.error.message == "nobody takes part")
  }

  @Test("M-050 an agent may address itself, and hears its question as anybody's")
  func itself() async throws {
    let agents = ScriptedAgents { _, _ in Talkers.say("yes") }
    let conversation = try begin(agents)
    try await conversation.send(from: "teacher", to: "teacher", "What do I think?")
    #expect(try agents.asked[0].heard == ["user teacher: What do I think?"])
    #expect(conversation.history(of: "teacher")?.map(\.content) == ["What do I think?", "yes"])
  }

  @Test("M-056 a broadcast is heard once by each participant but its sender, and all answer")
  func broadcast() async throws {
    let conversation = try begin(Talkers.agents)
    let answers = try await conversation.broadcast(from: "user", "Attention")
    #expect(answers.map(\.sender) == ["teacher", "student"])
    for id in conversation.participants {
      #expect(conversation.history(of: id)?.count { $0.content == "Attention" } == 1)
    }
    let others = try await conversation.broadcast(from: "teacher", "Only you")
    #expect(others.map(\.sender) == ["student"])
    #expect(conversation.history(of: "teacher")?.count { $0.content == "Only you" } == 1)
  }

  @Test("M-056 one that fails in a broadcast takes nobody's answer away")
  func brokenBroadcast() async throws {
    let agents = ScriptedAgents { ask, _ in
      if ask.input.contains("patient") { throw RoundhouseError(.agentError, "no", agentCode: "tired") }
      return Talkers.say("fine")
    }
    let conversation = try begin(agents, isOpen: true)
    let answers = try await conversation.broadcast(from: "user", "Attention")
    #expect(answers.map(\.sender) == ["student"])
    #expect(conversation.failures.map(\.participant) == ["teacher"])
    #expect(conversation.failures[0].error.agentCode == "tired")
    // In an open conversation the others' answers are heard.
    #expect(conversation.history(of: "teacher")?.map(\.content) == ["Attention", "fine"])
    #expect(orchestrator.statistics.totalMessages == 1 && orchestrator.statistics.failedMessages == 1)
  }

  @Test(
    "M-057 answers that say nothing are failures of their turn",
    arguments: ["", "{}", #"{"content": ""}"#, #"{"content": 7}"#, "{broken", "[1]", "null", "  "])
  func saysNothing(_ answer: String) async throws {
    let conversation = try begin(ScriptedAgents { _, _ in answer })
    #expect(try await conversation.ask("teacher", from: "student", "Hello") == nil)
    #expect(conversation.failures.map(\.error.agentCode) == ["said_nothing"])
  }

  @Test(
    "M-057 answers may be an object, a string or plain text, and are cleaned of what terminals obey",
    arguments: [
      (#"{"content":" hi\u0007 there\n"}"#, "hi there"), (#""hi there""#, "hi there"), ("hi there", "hi there"),
      ("hi\u{1B}[31m there", "hi[31m there"), (#"{"content":"a\tb\u0085"}"#, "a\tb"), (#"{"content":"é–"}"#, "é–"),
    ])
  func answerForms(_ answer: String, _ content: String) async throws {
    let conversation = try begin(ScriptedAgents { _, _ in answer })
    #expect(try await conversation.send(from: "student", to: "teacher", "Hello").content == content)
  }

  @Test("M-057 what is very long is cut, a confidence is kept between 0 and 1, and a handoff is heard of")
  func longAnswer() async throws {
    let long = String(repeating: "x", count: 100_000)
    let agents = ScriptedAgents { _, count in
      count == 0 ? long : #"{"content":"over to you","confidence":7,"handoff":{"to":"student","reason":"knows"}}"#
    }
    let conversation = try begin(agents)
    #expect(try await conversation.send(from: "student", to: "teacher", "Hello").content.utf8.count < 65_540)
    let second = try await conversation.send(from: "student", to: "teacher", "Hello")
    #expect(second.confidence == 1 && second.handoff == "student")
    #expect(second.json().text.contains(#""handoff":"student""#))
  }

  @Test(
    "M-050 M-163 a message between two agents takes less than 50 ms, three less than 150, ten registrations less than 10"
  )
  func latency() async throws {
    let clock = SystemClock()
    let start = clock.now
    for place in 0..<10 { orchestrator.register(Participant("agent-\(place)")) }
    #expect(clock.now - start < .milliseconds(10))
    let conversation = try begin(Talkers.agents)
    var times: [Nanoseconds] = []
    for _ in 0..<30 {
      let began = clock.now
      try await conversation.send(from: "student", to: "teacher", "Hello")
      times.append(clock.now - began)
    }
    times.sort()
    #expect(times[15] < .milliseconds(50) && times[15] * 3 < .milliseconds(150), "\(times[15]) ns")
  }

  @Test("M-136 how long each agent takes is counted, so that another model can be chosen")
  func statistics() async throws {
    let conversation = try begin(
      ScriptedAgents { _, _ in
        try await Task.sleep(for: .milliseconds(5))
        return Talkers.say("slow")
      })
    try await conversation.send(from: "student", to: "teacher", "Hello")
    #expect(try #require(orchestrator.statistics.averageResponseTimes["teacher"]) >= 5)
    #expect(orchestrator.statistics == orchestrator.statistics)
    let json = try JSONDocument(parsing: orchestrator.statistics.json).root
    #expect(json["total_messages"]?.int == 1 && json["failed_messages"]?.int == 0)
    #expect(json["avg_response_ms"]?["teacher"] != nil)
  }
}
