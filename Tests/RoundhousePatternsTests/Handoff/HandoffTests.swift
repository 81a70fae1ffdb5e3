import Testing

internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// A request goes from agent to agent, each with all that those before have found out.
@Suite struct HandoffTests {
  /// Each agent answers who it is and how much it has seen.
  private static let agents: ScriptedAgents.Answer = { ask, _ in "{\"content\":\"from \(ask.agent)\"}" }

  @Test("M-040 a request of seed 000 is handed from agent to agent, and the last one's answer is the result")
  func request() async throws {
    let agents = ScriptedAgents(Self.agents)
    let input = """
      {"message":"Find AI information and analyze it","pattern":"handoff","user_id":"user123","session_id":"session123",
       "agents_required":["rag-agent"]}
      """
    let (result, outcome, _) = try await Handing.over(agents, input: input)
    #expect(outcome.state == .completed)
    #expect(agents.asked.map(\.agent) == ["search-agent", "rag-agent", "llm-agent"])
    #expect(agents.capabilities == ["chat", "chat", "chat"])
    #expect(
      result.members.map(\.key) == ["pattern", "success", "chain", "output", "hops", "metrics"])
    #expect(result["pattern"]?.string == "handoff" && result["chain"]?.string == "search_rag_llm")
    #expect(result["output"]?["content"]?.string == "from llm-agent")
  }

  @Test(
    "M-040 a request without a message, of the wrong kinds or for another pattern is refused with what to write",
    arguments: [
      ("7", "it has no member \"message\" that is a text"), ("{}", "it has no member \"message\" that is a text"),
      (#"{"message":"a","user_id":1}"#, "\"user_id\" is no text"),
      (#"{"message":"a","agents_required":"rag-agent"}"#, "\"agents_required\" is no array of agents' ids"),
      (#"{"message":"a","agents_required":[1]}"#, "\"agents_required\" is no array of agents' ids"),
      (#"{"message":"a","pattern":"group_chat"}"#, "the request means the pattern group_chat, and handoff was asked"),
    ])
  func refused(_ input: String, _ message: String) async throws {
    let agents = ScriptedAgents(Self.agents)
    let error = try await #require(throws: RoundhouseError.self) { try await Handing.over(agents, input: input) }
    #expect(error.code == .badRequest && error.message.hasSuffix(message) && !error.remedy.isEmpty)
    #expect(agents.asked.isEmpty)
    let unreadable = try #require(throws: RoundhouseError.self) {
      try OrchestrationRequest(Array("{".utf8), pattern: "handoff")
    }
    #expect(unreadable.message == "the request was refused: it is no JSON")
  }

  @Test("M-041 M-167 M-160 each agent is given the complete context: chain, agents, outputs, session and time")
  func context() async throws {
    let agents = ScriptedAgents(Self.agents)
    let input = #"{"message":"look \"here\"","user_id":"user123","session_id":"session123","pattern":null}"#
    let (result, _, _) = try await Handing.over(agents, input: input)
    for place in 0..<3 {
      let given = try Handing.given(agents, place)
      #expect(given.members.map(\.key) == ["message", "context"])
      #expect(given["message"]?.string == "look \"here\"")
      let context = try #require(given["context"])
      #expect(
        context.members.map(\.key) == [
          "chain_id", "current_agent", "previous_agent", "previous_output", "context_data", "metadata",
        ])
      let names = ["search-agent", "rag-agent", "llm-agent"]
      #expect(context["chain_id"]?.string == "search_rag_llm" && context["current_agent"]?.string == names[place])
      #expect(context["previous_agent"]?.string == (place == 0 ? nil : names[place - 1]))
      #expect(context["previous_output"]?["content"]?.string == (place == 0 ? nil : "from \(names[place - 1])"))
      #expect(context["context_data"]?.members.map(\.key) == Array(names.prefix(place)))
      #expect(
        context["context_data"]?.members.allSatisfy { $0.value["content"]?.string == "from \($0.key)" } == true)
      #expect(context["metadata"]?["session_id"]?.string == "session123")
      #expect(context["metadata"]?["user_id"]?.string == "user123")
      #expect(context["metadata"]?["timestamp"]?.string?.hasSuffix("Z") == true)
    }
    #expect(result["metrics"]?["contexts_passed"]?.int == 2 && result["metrics"]?["handoffs"]?.int == 2)
  }

  @Test(
    "M-041 what an agent has answered is handed on as it came: texts, nothing, nested JSON, unicode",
    arguments: [
      ("plain words", #""plain words""#), ("", "null"),
      (#"{ "a" : [1, {"b": "ü\n"}] }"#, #"{ "a" : [1, {"b": "ü\n"}] }"#),
      (#""a text""#, #""a text""#), ("{broken", #""{broken""#),
    ])
  func handedOn(_ answer: String, _ expected: String) async throws {
    let agents = ScriptedAgents { _, _ in answer }
    let (result, _, _) = try await Handing.over(agents)
    #expect(agents.asked[1].input.contains(#""previous_output":\#(expected),"#))
    #expect(agents.asked[2].input.contains(#""rag-agent":\#(expected)}"#))
    #expect(result["output"].map { Array($0.raw).text } == expected)
  }

  @Test("M-041 an agent's input may be a mapping of message and context, and one that drops the context is counted")
  func mappings() async throws {
    let document = """
      { "pattern": "handoff",
        "agents": {
          "a": { "capability": "document.search", "input": { "query": { "$": ".input.message" } } },
          "b": { "capability": "document.retrieve", "agent": null,
            "input": { "question": { "$": ".input.message" }, "found": { "$": ".previous.results" },
              "who": [{ "$": ".input.context.previous_agent" }] } },
          "c": { "agent": "acme.writer", "input": { "text": { "$": ".input.message" } } }
        },
        "chains": [{ "id": "abc", "agents": ["a", "b", "c"] }], "default": "abc" }
      """
    let agents = ScriptedAgents { ask, _ in #"{"results":["\#(ask.capability)"]}"# }
    let manager = HandoffManager()
    let (result, _, _) = try await Handing.over(agents, document, manager: manager)
    #expect(agents.asked.map(\.agent) == ["a", "", "acme.writer"])
    #expect(
      agents.asked.map(\.input) == [
        #"{"query":"hello"}"#, #"{"question":"hello","found":["document.search"],"who":["a"]}"#, #"{"text":"hello"}"#,
      ])
    // The third was told nothing of the others.
    #expect(result["metrics"]?["handoffs"]?.int == 2 && result["metrics"]?["contexts_passed"]?.int == 1)
    #expect(manager.statistics.contextPassingRate == 0.5)
  }

  @Test("M-041 a mapping that has no value is its agent's failure")
  func brokenMapping() async throws {
    let document = """
      { "pattern": "handoff", "agents": { "a": { "input": { "$": ".previous.results[0].id | ascii_downcase" } }, "b": {} },
        "chains": [{ "id": "a", "agents": ["a"], "fallback_agents": { "a": ["b"] } }], "default": "a" }
      """
    let agents = ScriptedAgents(Self.agents)
    let (result, outcome, _) = try await Handing.over(agents, document)
    #expect(outcome.state == .completed && agents.asked.map(\.agent) == ["b"])
    #expect(result["hops"]?[0]?["errors"]?[0]?["agent"]?.string == "a")
  }

  @Test("M-044 the result tells every hop with its agent, time and size, and the metrics of the whole")
  func result() async throws {
    let agents = ScriptedAgents { ask, _ in
      try await Task.sleep(for: .milliseconds(20))
      return "\"\(ask.agent)\""
    }
    let (result, _, _) = try await Handing.over(agents)
    let hops = try #require(result["hops"])
    #expect(hops.elements.compactMap { $0["agent"]?.string } == ["search-agent", "rag-agent", "llm-agent"])
    for (place, hop) in hops.elements.enumerated() {
      #expect(hop.members.map(\.key) == ["agent", "success", "duration", "context_size", "output"])
      #expect(hop["success"]?.bool == true)
      #expect(try #require(hop["duration"]?.int) >= 19)
      #expect(hop["context_size"]?.int == Int64(agents.asked[place].input.utf8.count))
    }
    let metrics = try #require(result["metrics"])
    #expect(
      metrics.members.map(\.key) == [
        "duration", "hops", "average_hop_ms", "handoffs", "contexts_passed", "failed_turns", "fallbacks_used",
      ])
    #expect(try #require(metrics["duration"]?.int) >= 58 && metrics["hops"]?.int == 3)
    #expect(try #require(metrics["average_hop_ms"]?.double) >= 19)
  }

  @Test("M-044 whoever looks on is told when a chain begins, of each hop and fallback, and when it is over")
  func events() async throws {
    let agents = ScriptedAgents { ask, _ in
      if ask.agent == "rag-agent" { throw RoundhouseError(.agentError, "no index", agentCode: "no_index") }
      return "1"
    }
    let input = #"{"message":"hello","user_id":"u","session_id":"s"}"#
    let (_, _, fixture) = try await Handing.over(agents, input: input)
    let events = try fixture.events()
    #expect(
      events.map(\.type) == [
        "handoff:started", "handoff:hop", "handoff:hop", "handoff:fallback", "handoff:hop", "handoff:completed",
      ])
    #expect(
      events[0].data.raw.elementsEqual(
        #"{"chain_id":"search_rag_llm","agents":["search-agent","rag-agent","llm-agent"],"session_id":"s","user_id":"u"}"#
          .utf8))
    #expect(
      events[2].data.raw.elementsEqual(
        #"{"chain_id":"search_rag_llm","hop":2,"agent":"rag-agent","previous_agent":"search-agent"}"#.utf8))
    #expect(events[3].data["failed_agent"]?.string == "rag-agent" && events[3].data["agent"]?.string == "spare-one")
    #expect(events[3].data["error"]?["message"]?.string == "no index" && events[3].data["hop"]?.int == 2)
    #expect(events[4].data["previous_agent"]?.string == "spare-one")
    #expect(events[5].data["success"]?.bool == true && events[5].data["hops"]?.int == 3)
  }

  @Test("M-044 M-160 a manager counts chains, contexts, fallbacks and times, by the seed's measures")
  func statistics() async throws {
    let manager = HandoffManager()
    #expect(manager.statistics.totalChains == 0)
    #expect(manager.statistics.averageHop == 0 && manager.statistics.fallbackRate == 0)
    #expect(manager.statistics.chainSuccessRate == 1 && manager.statistics.contextPassingRate == 1)
    let failing = ScriptedAgents { ask, count in
      if ask.agent == "rag-agent" || ask.agent == "llm-agent" && count > 4 {
        throw RoundhouseError(.overloaded, "busy")
      }
      if ask.agent == "spare-one", count > 4 { throw RoundhouseError(.overloaded, "busy") }
      return "1"
    }
    // Of three turns in the first chain one needs a fallback; in the second one the last agent has none that answers.
    _ = try await Handing.over(failing, manager: manager)
    _ = try await Handing.over(failing, manager: manager)
    let statistics = manager.statistics
    #expect(statistics.totalChains == 2 && statistics.succeededChains == 1 && statistics.chainSuccessRate == 0.5)
    #expect(statistics.totalHops == 6 && statistics.failedTurns == 3 && statistics.fallbackRate == 0.5)
    #expect(statistics.fallbacksUsed == 2 && statistics.fallbackSuccessRate == 2.0 / 3)
    #expect(statistics.contextPassingRate == 1 && statistics.chainsUsed == ["search_rag_llm": 2])
    let json = try JSONDocument(parsing: statistics.json).root
    #expect(
      json.members.map(\.key) == [
        "total_chains", "chain_success_rate", "context_passing_rate", "fallback_rate", "fallback_success_rate",
        "avg_hop_ms", "total_hops", "chains_used",
      ])
    #expect(json["chains_used"]?["search_rag_llm"]?.int == 2)
  }

  @Test("M-040 in Swift: a chain is carried out on any run, recorded or not")
  func inSwift() async throws {
    let agents = ScriptedAgents(Self.agents)
    let chain = HandoffChain("pair", [HandoffAgent("a"), HandoffAgent("b", CallTarget(capability: "text.write"))])
    let result = try await HandoffManager().executeHandoff(
      OrchestrationRequest(message: "hello"), chain, on: .unrecorded(agents))
    #expect(result.success && result.output.text == #"{"content":"from "}"#)
    #expect(agents.capabilities == ["chat", "text.write"] && agents.asked.map(\.agent) == ["a", ""])
    #expect(result.hops.allSatisfy { $0.succeeded && !$0.usedFallback })
  }

  @Test("M-040 what ends the run is no agent's failure: nobody takes its place")
  func budget() async throws {
    let agents = ScriptedAgents(Self.agents)
    var budget = Budget()
    budget.calls = 1
    let chain = HandoffChain(
      "pair", [HandoffAgent("a"), HandoffAgent("b")], fallbackAgents: ["b": [HandoffAgent("c")]])
    let error = try await #require(throws: RunError.self) {
      try await HandoffManager().executeHandoff(
        OrchestrationRequest(message: "hello"), chain, on: .unrecorded(agents, budget: budget))
    }
    #expect(error.error.code == .budgetExceeded && agents.asked.map(\.agent) == ["a"])
  }
}
