import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// How much of what agents have answered is passed on.
@Suite struct HandoffPassingTests {
  private static let answer: ScriptedAgents.Answer = { ask, _ in
    if ask.capability == "text.summarize" { return #"{"summary":"in short: \#(ask.input.utf8.count)"}"# }
    return #"{"content":"\#(ask.agent) \#(String(repeating: "ä", count: 100))","results":[1],"log":"long"}"#
  }

  private func document(_ pass: String, agent: String = "{}") -> String {
    """
    { "pattern": "handoff", "pass": \(pass), "agents": { "a": {}, "b": {}, "c": {}, "d": \(agent) },
      "chains": [{ "id": "all", "agents": ["a", "b", "c", "d"] }], "default": "all" }
    """
  }

  private func last(_ pass: String, agent: String = "{}", _ agents: ScriptedAgents) async throws -> JSONNode {
    _ = try await Handing.over(agents, document(pass, agent: agent))
    let input = try #require(agents.asked.last { $0.agent == "d" }?.input)
    return try #require(try JSONDocument(parsing: Array(input.utf8)).root["context"])
  }

  @Test("M-041 the last n outputs are passed on, and the others are not")
  func lastOnes() async throws {
    let context = try await last(#"{"last": 2}"#, ScriptedAgents(Self.answer))
    #expect(context["context_data"]?.members.map(\.key) == ["b", "c"])
    #expect(context["previous_output"]?["results"]?.count == 1)
  }

  @Test("M-041 of each output some members are passed on; a text is its content, and what has none of them is null")
  func fields() async throws {
    let context = try await last(#"{"fields": ["results", "none"]}"#, ScriptedAgents(Self.answer))
    #expect(context["context_data"]?["a"].map { Array($0.raw).text } == #"{"results":[1]}"#)
    #expect(context["previous_output"].map { Array($0.raw).text } == #"{"results":[1]}"#)
    let texts = ScriptedAgents { ask, _ in ask.agent == "a" ? "a text" : ask.agent == "b" ? "[1]" : "{}" }
    let other = try await last(#"{"fields": ["content"]}"#, texts)
    #expect(other["context_data"].map { Array($0.raw).text } == #"{"a":"a text","b":null,"c":{}}"#)
  }

  @Test("M-041 long outputs are passed on as a summary that another agent writes, once for each")
  func summary() async throws {
    let agents = ScriptedAgents(Self.answer)
    let context = try await last(
      #"{"summary": {"bytes": 60, "capability": "text.summarize", "agent": "writer"}}"#, agents)
    #expect(context["context_data"]?["a"]?.string?.hasPrefix("in short: ") == true)
    #expect(context["previous_output"]?.string?.hasPrefix("in short: ") == true)
    let summaries = agents.asked.filter { $0.capability == "text.summarize" }
    #expect(summaries.count == 3 && summaries.allSatisfy { $0.agent == "writer" })
    #expect(summaries[0].input.hasPrefix(#"{"text":"a ä"#))
  }

  @Test("M-041 without a capability, or with one that fails, a long output is cut between two characters")
  func cut() async throws {
    for pass in [#"{"summary": {"bytes": 64}}"#, #"{"summary": {"bytes": 64, "capability": "text.broken"}}"#] {
      let agents = ScriptedAgents { ask, count in
        if ask.capability == "text.broken" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        return try await Self.answer(ask, count)
      }
      let context = try await last(pass, agents)
      let text = try #require(context["context_data"]?["a"]?.string)
      #expect(text.utf8.count <= 64 && text.hasPrefix("a ää") && text.hasSuffix("ä…"))
    }
  }

  @Test("M-041 short outputs are passed on whole, and an agent may be given more or less than the others")
  func perAgent() async throws {
    let whole = try await last(#"{"summary": {"bytes": 100000}}"#, ScriptedAgents(Self.answer))
    #expect(whole["context_data"]?["a"]?["log"]?.string == "long")
    let agents = ScriptedAgents(Self.answer)
    let context = try await last(#"{"last": 1}"#, agent: #"{"pass": "full"}"#, agents)
    #expect(context["context_data"]?.count == 3)
    #expect(try Handing.given(agents, 2)["context"]?["context_data"]?.count == 1)
  }
}
