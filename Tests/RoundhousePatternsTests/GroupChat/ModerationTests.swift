import Testing

internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct ModerationTests {
  private let manager = GroupChatManager()

  /// A chat in which each participant says, round by round, what stands in its list; the last one is repeated.
  private func chat(
    _ lines: [String: [String]], topic: String = "", _ moderation: ModerationSettings?, rounds: Int = 1,
    moderate: @escaping @Sendable (Int) throws -> String = { _ in "" }
  ) async throws -> GroupChatSession {
    let names = lines.keys.sorted()
    let agents = ScriptedAgents { ask, count in
      if ask.capability == "moderate" { return try moderate(count) }
      let round = try ask.document["messages"]?.elements.count { $0["name"]?.string == ask.agent } ?? 0
      let own = lines[ask.agent] ?? []
      return Talkers.say(own[min(round, own.count - 1)])
    }
    var document = GroupChatDocument(topic: topic, names.map { Participant(agent: $0) })
    document.moderation = moderation
    document.bounds.rounds = rounds
    document.bounds.stalledRounds = 0
    return try await manager.startCollaboration(document, on: .unrecorded(agents))
  }

  private func contents(_ session: GroupChatSession) -> [String] { session.messages.map(\.content) }

  @Test("M-054 content: a message that says a forbidden word, is too long or fits a pattern is taken out")
  func content() async throws {
    let rules = ContentRules(
      words: ["top secret"], patterns: [try Expression(#".content | test("[0-9]{4}-[0-9]{4}")"#)], longest: 40)
    let session = try await chat(
      [
        "a": ["This is TOP, secret!"], "b": ["card 1234-5678"], "c": [String(repeating: "long ", count: 20)],
        "d": ["topsecretary"],
      ], ModerationSettings(content: rules))
    #expect(
      contents(session) == [
        "[removed by the moderator: it says \"top secret\"]",
        #"[removed by the moderator: .content | test("[0-9]{4}-[0-9]{4}") holds]"#,
        "[removed by the moderator: it has 99 characters, and 40 are allowed]", "topsecretary",
      ])
    #expect(session.interventions.map(\.action) == [.remove, .remove, .remove])
    #expect(session.interventions.allSatisfy { $0.type == .content && $0.round == 1 })
    try manager.close(session)
    #expect(manager.statistics.interventions == [.content: 3])
  }

  @Test("M-054 content: all may be warned instead")
  func warning() async throws {
    let session = try await chat(
      ["a": ["damn"], "b": ["fine"]], ModerationSettings(content: ContentRules(words: ["damn"], action: .warn)))
    #expect(contents(session) == ["it says \"damn\"", "damn", "fine"])
    #expect(session.messages[0].role == .system && session.messages[0].sender == "moderator")
  }

  @Test("M-054 content: an agent moderates as well; what it says beside that is passed over")
  func agent() async throws {
    let answers = [
      #"{"action":"remove","reason":"off limits"}"#, #"{"action":"allow"}"#, "nonsense",
      #"{"action":"redirect","text":"Let us be brief."}"#,
    ]
    let target = CallTarget(capability: "moderate", agent: "chair")
    let session = try await chat(
      ["a": ["one"], "b": ["two"], "c": ["three"], "d": ["four"], "e": ["five"]],
      ModerationSettings(content: ContentRules(), agent: target)
    ) { count in
      if count == 4 { throw RoundhouseError(.agentError, "no") }
      return answers[count]
    }
    #expect(
      contents(session) == [
        "[removed by the moderator: off limits]", "two", "three", "Let us be brief.", "four", "five",
      ])
    #expect(session.interventions.map(\.reason) == ["off limits", "the moderator says so"])
  }

  @Test("M-054 flow: who says most of all is passed over for a round")
  func dominance() async throws {
    let session = try await chat(
      ["a": [String(repeating: "words ", count: 100)], "b": ["yes"], "c": ["no"]],
      ModerationSettings(flow: FlowRules(similarity: 1.1)), rounds: 2)
    #expect(session.interventions.first?.reason == "a has said 99 % of all that was said")
    #expect(session.messages.filter { $0.round == 2 && $0.role == .assistant }.map(\.sender) == ["b", "c"])
    #expect(contents(session).contains("a, please let the others speak."))
  }

  @Test("M-054 flow: who repeats, and a talk that leaves the topic, are led back")
  func flow() async throws {
    let session = try await chat(
      ["a": ["cats are nice", "dogs are nice too"], "b": ["the weather holds"]], topic: "Database migration",
      ModerationSettings(flow: FlowRules()), rounds: 2)
    #expect(
      session.interventions.map(\.reason) == [
        "nobody has spoken of the topic", "b has said that before", "nobody has spoken of the topic",
      ])
    #expect(contents(session).contains("Please come back to the topic: Database migration"))
    let faithful = try await chat(
      ["a": ["the MIGRATION first"], "b": ["cats"]], topic: "Database migration", ModerationSettings(flow: FlowRules()))
    #expect(faithful.interventions.isEmpty)
  }

  @Test(
    "M-054 conflict: opposed statements and the tone are answered with a note",
    arguments: [
      (["Caching helps the service here"], ["I disagree with that"], "b opposes a"),
      (["Caching helps the service here"], ["Caching never helps the service here"], "b opposes a"),
      (["Fine"], ["You’re an IDIOT"], "b says \"idiot\""), (["Fine"], ["THIS IS WHAT I HAVE ALWAYS SAID"], "b shouts"),
    ])
  func conflict(_ a: [String], _ b: [String], _ reason: String) async throws {
    let session = try await chat(["a": a, "b": b], ModerationSettings(conflict: ConflictRules()))
    #expect(session.interventions.map(\.reason) == [reason])
    #expect(session.messages.last?.role == .system)
  }

  @Test("M-054 conflict: those who agree are left alone", arguments: ["Yes, caching helps", "OK", "We never said so"])
  func peace(_ b: String) async throws {
    let session = try await chat(["a": ["Caching helps here"], "b": [b]], .usual)
    #expect(session.interventions.isEmpty)
  }

  @Test("M-054 a moderator's agent looks at flow and conflict after each round")
  func agentAfterRounds() async throws {
    let target = CallTarget(capability: "moderate", agent: "chair")
    let session = try await chat(
      ["a": ["x"], "b": ["y"]], ModerationSettings(conflict: ConflictRules(), agent: target), rounds: 2
    ) { count in #"{"action":"warn","reason":"calm down \#(count)"}"# }
    #expect(session.interventions.map(\.reason) == ["calm down 0", "calm down 1"])
    #expect(contents(session).filter { $0.hasPrefix("calm") }.count == 2)
  }

  @Test("M-054 a discussion is moderated afterwards, on request: each type looks at what is new")
  func afterwards() async throws {
    let session = try await chat(["a": [String(repeating: "x", count: 9000)], "b": ["I disagree"]], nil)
    let content = try await manager.moderateDiscussion(session, .content)
    #expect(content.checked == 2 && content.interventions.map(\.action) == [.remove])
    #expect(session.messages[0].content.hasPrefix("[removed by the moderator: it has 9000"))
    let conflict = try await manager.moderateDiscussion(session, .conflict)
    #expect(conflict.type == .conflict && conflict.interventions.map(\.reason) == ["b opposes a"])
    let flow = try await manager.moderateDiscussion(session, .flow)
    let json = try JSONDocument(parsing: flow.json()).root
    #expect(json["type"]?.string == "flow" && json["checked"]?.int == 2)
    let again = try await manager.moderateDiscussion(session, .content)
    #expect(again.checked == 0 && again.interventions.isEmpty)
  }

  @Test("M-054 a pattern that fails is told")
  func brokenPattern() async throws {
    let error = try await #require(throws: RunError.self) {
      try await chat(
        ["a": ["x"]], ModerationSettings(content: ContentRules(patterns: [try Expression(".content + 1")])))
    }
    #expect(error.error.code == .badRequest)
  }
}
