import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Agents that hand over by themselves.
@Suite struct HandoffByAgentsTests {
  private static func document(_ chain: String, hops: Int = 25) -> String {
    """
    { "pattern": "handoff", "maxHops": \(hops), "chains": [{ "id": "desk", \(chain) }], "default": "desk" }
    """
  }

  @Test("M-040 an agent hands over to one that the chain allows, which is told why; the order goes on behind it")
  func ahead() async throws {
    let agents = ScriptedAgents { ask, _ in
      ask.agent == "a" ? #"{"content":"not mine","handoff":{"to":"c","reason":"asks for money"}}"# : "\"\(ask.agent)\""
    }
    let (result, _, _) = try await Handing.over(agents, Self.document(#""agents": ["a", "b", "c", "d"]"#))
    #expect(agents.asked.map(\.agent) == ["a", "c", "d"])
    #expect(try Handing.given(agents, 1)["context"]?["metadata"]?["reason"]?.string == "asks for money")
    #expect(try Handing.given(agents, 2)["context"]?["metadata"]?["reason"] == nil)
    #expect(result["hops"]?[0]?["handoff"]?.string == "c" && result["success"]?.bool == true)
  }

  @Test("M-040 an agent from outside of the order ends the chain, and may have a fallback of its own")
  func outside() async throws {
    let agents = ScriptedAgents { ask, _ in
      if ask.agent == "billing" { throw RoundhouseError(.agentError, "closed", agentCode: "closed") }
      return ask.agent == "a" ? #"{"content":"","handoff":{"to":"billing"}}"# : "\"\(ask.agent)\""
    }
    let chain = #""agents": ["a", "b"], "handoffs": ["billing"], "fallback_agents": { "billing": ["desk"] }"#
    let (result, _, _) = try await Handing.over(agents, Self.document(chain))
    #expect(agents.asked.map(\.agent) == ["a", "billing", "desk"])
    #expect(result["output"]?.string == "desk")
  }

  @Test("M-040 an agent that hands over to a stranger has failed, with the names of those it may choose")
  func stranger() async throws {
    let agents = ScriptedAgents { ask, _ in
      ask.agent == "a" ? #"{"handoff":{"to":"nobody","reason":"?"}}"# : "\"\(ask.agent)\""
    }
    let (_, outcome, _) = try await Handing.over(agents, Self.document(#""agents": ["a", "b"]"#))
    #expect(outcome.state == .failed && outcome.error?.code == .permissionDenied)
    #expect(
      outcome.error?.message == "desk has failed at a: a hands over to nobody, which desk does not allow")
    #expect(
      outcome.error?.remedy == "let it choose one of a, b, or add nobody to the chain's \"handoffs\"")
    let spared = #""agents": ["a", "b"], "fallback_agents": { "a": ["c"] }"#
    let (result, _, _) = try await Handing.over(agents, Self.document(spared))
    #expect(result["success"]?.bool == true && result["hops"]?[0]?["answered_by"]?.string == "c")
  }

  @Test(
    "M-040 a chain that lets nobody choose takes such a member for part of the answer; others mean nothing either",
    arguments: [
      (#""agents": ["a", "b"], "handoffs": []"#, #"{"handoff":{"to":"a"}}"#),
      (#""agents": ["a", "b"]"#, #"{"handoff":"of the ball"}"#),
      (#""agents": ["a", "b"]"#, #"{"handoff":{"too":"b"}}"#),
    ])
  func ignored(_ chain: String, _ answer: String) async throws {
    let agents = ScriptedAgents { _, _ in answer }
    let (result, _, _) = try await Handing.over(agents, Self.document(chain))
    #expect(agents.asked.map(\.agent) == ["a", "b"] && result["success"]?.bool == true)
  }

  @Test("M-040 agents that hand over to each other with the same words are stopped at the second round")
  func circle() async throws {
    let agents = ScriptedAgents { ask, _ in #"{"content":"you","handoff":{"to":"\#(ask.agent == "a" ? "b" : "a")"}}"# }
    let (result, outcome, _) = try await Handing.over(agents, Self.document(#""agents": ["a", "b"]"#))
    #expect(agents.asked.map(\.agent) == ["a", "b", "a"])
    #expect(outcome.state == .failed && outcome.error?.code == .conflict)
    #expect(
      outcome.error?.message == "a hands over to b with the answer that it gave before: a → b → a")
    #expect(result["success"]?.bool == false && result["hops"]?.count == 3)
  }

  @Test("M-040 agents that hand over to each other with ever new words end at the bound, which names the way")
  func bound() async throws {
    let agents = ScriptedAgents { ask, count in
      #"{"content":"\#(count)","handoff":{"to":"\#(ask.agent == "a" ? "b" : "a")"}}"#
    }
    let (result, outcome, _) = try await Handing.over(agents, Self.document(#""agents": ["a", "b"]"#, hops: 8))
    #expect(agents.asked.count == 8 && result["hops"]?.count == 8)
    #expect(
      outcome.error?.message
        == "desk has handed over 8 times and has not come to its end: … → a → b → a → b → a → b")
    #expect(outcome.error?.remedy.contains("maxHops") == true)
  }

  @Test("M-040 an agent that stands twice in the order is no circle, and back and forth until it is good is none")
  func rounds() async throws {
    let twice = ScriptedAgents()
    _ = try await Handing.over(twice, Self.document(#""agents": ["a", "b", "a", "c"]"#))
    #expect(twice.asked.map(\.agent) == ["a", "b", "a", "c"])
    let revised = ScriptedAgents { ask, count in
      ask.agent == "critic" && count < 4
        ? #"{"content":"better \#(count)","handoff":{"to":"writer"}}"# : "\"draft \(count)\""
    }
    let (result, _, _) = try await Handing.over(revised, Self.document(#""agents": ["writer", "critic"]"#))
    #expect(revised.asked.map(\.agent) == ["writer", "critic", "writer", "critic", "writer", "critic"])
    #expect(result["output"]?.string == "draft 5")
    // The second answer of an agent takes the place of its first.
    #expect(try Handing.given(revised, 5)["context"]?["context_data"]?.members.map(\.key) == ["critic", "writer"])
  }
}
