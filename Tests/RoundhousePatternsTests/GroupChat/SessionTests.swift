import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct SessionTests {
  private let manager = GroupChatManager()

  private func document(_ more: String = "", expiry: Int = 60_000) -> [UInt8] {
    let document = #"{"topic": "T", "participants": ["anna", "ben"], "session": {"expiry": \#(expiry)}\#(more)}"#
    return GroupChatDocument.request(Array(document.utf8))
  }

  private func say(_ text: String, _ number: RunNumber, _ fixture: PatternsFixture, from: String = "mira") async throws
  {
    try await fixture.runs.send(number, mailbox: SessionSettings.mailbox, Array(text.utf8), from: from)
  }

  private func result(_ number: RunNumber, _ fixture: PatternsFixture) async throws -> JSONNode {
    let outcome = try await fixture.runs.outcome(of: number)
    await fixture.runs.stop()
    return try JSONDocument(parsing: outcome.output).root
  }

  @Test("M-052 each message of a person is answered by all, in one transcript, until somebody closes the session")
  func talk() async throws {
    let fixture = try await PatternsFixture(Talkers.agents, MemoryRunStore(), manager.workflow)
    let number = try await fixture.runs.submit("group_chat", document())
    try await say("Hello", number, fixture)
    try await eventually { fixture.agents.asked.count == 2 }
    try await say(#"{"message": "More", "name": "who I say I am"}"#, number, fixture)
    try await eventually { fixture.agents.asked.count == 4 }
    try await say("  ", number, fixture)
    try await say(#"{"content": "Last", "name": "lea"}"#, number, fixture, from: "")
    try await say(#"{"close": true}"#, number, fixture)
    let result = try await result(number, fixture)
    #expect(
      result["messages"]?.elements.compactMap { $0["name"]?.string } == [
        "mira", "anna", "ben", "mira", "anna", "ben", "lea", "anna", "ben",
      ])
    #expect(result["reason"]?.string == "closed" && result["rounds"]?.int == 3 && result["success"]?.bool == true)
    #expect(try fixture.agents.asked[5].heard.count == 8)
  }

  @Test("M-052 a session that nobody speaks to expires, and is counted as that")
  func expiry() async throws {
    let fixture = try await PatternsFixture(Talkers.agents, MemoryRunStore(), manager.workflow)
    let number = try await fixture.runs.submit("group_chat", document(expiry: 50))
    let result = try await result(number, fixture)
    #expect(result["reason"]?.string == "expired" && result["messages"]?.count == 0)
    #expect(result["success"]?.bool == true && manager.statistics.ends == [.expired: 1])
  }

  @Test("M-052 a session survives the end of its host: what was said is there, and what comes is answered")
  func restart() async throws {
    let first = try await PatternsFixture(Talkers.agents, MemoryRunStore(), manager.workflow)
    let number = try await first.runs.submit("group_chat", document())
    try await say("Hello", number, first)
    try await eventually { first.agents.asked.count == 2 }
    await first.runs.stop()
    let second = try await PatternsFixture(Talkers.agents, first.store, GroupChatManager().workflow)
    try await say("Are you still there?", number, second, from: "lea")
    try await say(#"{"close": true}"#, number, second)
    let result = try await result(number, second)
    #expect(
      result["messages"]?.elements.compactMap { $0["name"]?.string } == ["mira", "anna", "ben", "lea", "anna", "ben"])
    // Nobody is asked again; the new question is asked with all that was said.
    #expect(try second.agents.asked.map { try $0.heard.count } == [4, 5])
  }

  @Test("M-052 a session that waits leaves memory, and is back when somebody speaks")
  func leavesMemory() async throws {
    let agents = Talkers.agents
    let store = MemoryRunStore()
    let runs = try Runs(store: store, agents: agents)
    runs.register(manager.workflow)
    runs.keepWaiting(for: .milliseconds(1))
    try await runs.start()
    let number = try await runs.submit("group_chat", document())
    try await eventually { store.run(number)?.state == .waiting }
    try await runs.send(number, mailbox: SessionSettings.mailbox, Array("Hello".utf8))
    try await eventually { agents.asked.count == 2 }
    try await eventually { store.run(number)?.state == .waiting }
    try await runs.send(number, mailbox: SessionSettings.mailbox, Array(#"{"close": true}"#.utf8))
    let outcome = try await runs.outcome(of: number)
    await runs.stop()
    #expect(outcome.state == .completed && agents.asked.count == 2)
    #expect(manager.statistics.totalSessions == 1)
  }

  @Test(
    "M-052 the bounds of the whole end a session too; those of one discussion do not",
    arguments: [
      (#", "messages": 2"#, "messages", 2), (#", "tokens": 1"#, "tokens", 1), (#", "goal": ".count == 1""#, "goal", 1),
      (#", "stall": {"rounds": 1, "similarity": 0}, "messages": 4"#, "messages", 4),
    ])
  func bounds(_ more: String, _ reason: String, _ count: Int) async throws {
    let fixture = try await PatternsFixture(Talkers.agents, MemoryRunStore(), manager.workflow)
    let number = try await fixture.runs.submit("group_chat", document(more))
    try await say("Hello", number, fixture)
    if reason == "messages", count == 4 {
      try await eventually { fixture.agents.asked.count == 2 }
      try await say("Hello again", number, fixture)
    }
    let result = try await result(number, fixture)
    #expect(result["reason"]?.string == reason)
    #expect(result["messages"]?.elements.count { $0["role"]?.string == "assistant" } == count)
  }

  @Test("M-052 a session may begin with a message, and end with a vote")
  func opening() async throws {
    let fixture = try await PatternsFixture(Talkers.agents, MemoryRunStore(), manager.workflow)
    let chat = #"{"participants": ["anna", "ben"], "session": {}, "goal": ".last.name == \"ben\"", "consensus": {}}"#
    let request = GroupChatDocument.request(Array(chat.utf8), input: Array(#""Shall we?""#.utf8))
    let number = try await fixture.runs.submit("group_chat", request)
    let result = try await result(number, fixture)
    #expect(result["reason"]?.string == "goal" && result["consensus"]?["decision"]?.string == "agree")
  }

  @Test("M-052 a run that is not recorded cannot be a session, and says so")
  func unrecorded() async throws {
    var document = GroupChatDocument(topic: "T", [Participant(agent: "anna")])
    document.session = SessionSettings()
    let session = try await manager.startCollaboration(document, on: .unrecorded(Talkers.agents))
    let error = try await #require(throws: RunError.self) { try await session.converse(SessionSettings()) }
    #expect(error.error.code == .badRequest)
  }
}
