import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

@Suite struct HandoffDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try HandoffDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test("M-042 a document says its agents, chains, rules and fallbacks")
  func read() throws {
    let document = try HandoffDocument(Array(Handing.three.utf8))
    #expect(document.id == "desk" && document.size == "3 chains")
    #expect(document.chains[0].agents.map(\.id) == ["search-agent", "rag-agent", "llm-agent"])
    #expect(document.chains[0].fallbackAgents["rag-agent"]?.map(\.id) == ["spare-one", "spare-two"])
    #expect(document.chains[0].passing == .full && document.chains[0].maximumHops == 25)
    #expect(document.router.otherwise == "search_rag_llm")
    let one = try PatternDocument(
      Array(#"{"chains": [{"id": "a", "agents": ["b"]}], "default": "a", "maxHops": 3, "pass": {"last": 1}}"#.utf8))
    #expect(one.workflow == "handoff" && one.content.size == "1 chain")
    let chain = try #require((one.content as? HandoffDocument)?.chains[0])
    #expect(chain.maximumHops == 3 && chain.passing == .last(1))
  }

  @Test("M-042 what a document must have is asked for: chains, their ids and agents, and a default")
  func missing() throws {
    #expect(
      try problems("{}") == [
        #"$.chains: expected an array of chains, found nothing; add "chains": [{ "id": "search_llm", "agents": ["search-agent", "llm-agent"] }]"#,
        #"$.default: expected the chain for all else, found nothing; add "default": "…""#,
      ])
    #expect(
      try problems(#"{ "chains": [{}, { "id": "a", "agents": ["b"] }], "default": "c" }"#) == [
        #"$.chains[0].id: expected a string, found nothing; add "id": "search_llm""#,
        #"$.chains[0].agents: expected an array of agents' ids, found nothing; add "agents": ["search-agent", "llm-agent"]"#,
      ])
    #expect(
      try problems(#"{ "chains": [{ "id": "a", "agents": ["b"] }] }"#) == [
        #"$.default: expected the chain for all else, found nothing; add "default": "a""#
      ])
    #expect(try problems("[]").count == 1)
    #expect(try problems(#"{ "chains": [7], "default": "a" }"#).count == 1)
    #expect(try problems(#"{ "chains": [], "default": "a" }"#).count == 1)
  }

  @Test("M-042 rules lead to chains that are there, and read the request alone")
  func rules() throws {
    #expect(
      try problems(
        """
        { "chains": [{ "id": "search_llm", "agents": ["a"] }, { "id": "search_llm", "agents": ["b"] }], "default": "none",
          "routes": [{ "when": ".input.message", "to": "serach_llm" }, { "to": "search_llm" }, 7,
            { "when": ".inputs.message", "to": "search_llm" }, { "when": ".steps.a", "to": "search_llm" },
            { "when": "contains(", "to": "search_llm" }] }
        """) == [
          #"$.chains[1]: expected a chain with an id of its own, found "search_llm" again; rename it"#,
          #"$.default: expected the id of a chain, found "none"; choose one of search_llm, search_llm"#,
          #"$.routes[0].to: expected the id of a chain, found "serach_llm"; did you mean "search_llm"?"#,
          #"$.routes[1].when: expected an expression, found nothing; write { "when": ".input.message | contains(\"search\")", "to": "search_llm" }"#,
          #"$.routes[2]: expected an object, found the number 7; write { "when": … }"#,
          #"$.routes[3].when: expected .input in an expression, found .inputs.message; did you mean ".input"?"#,
          #"$.routes[4].when: expected .input in an expression, found .steps.a; the request's text is .input.message"#,
          #"$.routes[5].when: the expression, line 1, column 10: expected a value, such as .name, "text" or (…), found the end; write what is missing; a bracket may be open"#,
        ])
  }

  @Test("M-043 fallbacks and handoffs name agents that are there")
  func agents() throws {
    #expect(
      try problems(
        """
        { "agents": { "search-agent": {}, "Rag Agent": {}, "any": { "agent": null }, "odd": 7, "llm-agent": {
            "capability": "Text Write", "input": { "$": ".context" }, "timeout": 0 } },
          "chains": [{ "id": "a", "agents": ["serch-agent", "search-agent", 7], "handoffs": ["poet"],
            "fallback_agents": { "search-agnet": [], "search-agent": "llm-agent", "poet": ["llm-agent"] } },
            { "id": "b", "agents": ["search-agent"], "fallback_agents": ["a"] }], "default": "a" }
        """) == [
          #"$.agents.Rag Agent: "Rag Agent" is no agent's id; write "rag.agent""#,
          #"$.agents.any: "any" names neither an agent nor a capability; add "capability": "document.search""#,
          #"$.agents.odd: expected an object, found the number 7; write { "capability": "text.echo" }"#,
          #"$.agents.llm-agent.capability: expected a dotted lower-case name such as "ticket.purchase", found "Text Write"; write "text.write""#,
          #"$.agents.llm-agent.input.$: expected .input or .previous in an expression, found .context; the request's text is .input.message"#,
          #"$.agents.llm-agent.timeout: expected an integer from 1 to 2592000000, found the number 0; write 1 or more"#,
          #"$.chains[0].agents[0]: expected one of $.agents, found "serch-agent"; did you mean "search-agent"?"#,
          #"$.chains[0].agents[2]: expected a dotted lower-case name such as "acme.mailer", found the number 7; write "7""#,
          #"$.chains[0].handoffs[0]: expected one of $.agents, found "poet"; add "poet": {} to "agents""#,
          #"$.chains[0].fallback_agents.search-agnet: "search-agnet" is no agent of this chain, so nobody takes its place; did you mean "search-agent"?"#,
          #"$.chains[0].fallback_agents.search-agent: expected an array of agents' ids, found "llm-agent"; write ["search-agent"]"#,
          #"$.chains[1].fallback_agents: expected an object of arrays of agents' ids, found an array of 1; write { "rag-agent": ["search-agent"] }"#,
        ])
    #expect(
      try problems(#"{ "agents": [], "chains": [{ "id": "a", "agents": ["b"] }], "default": "a" }"#) == [
        #"$.agents: expected an object of agents by id, found an empty array; write { "search-agent": { … } }"#
      ])
  }

  @Test("M-041 what is passed on is one of four, each within its bounds")
  func passing() throws {
    func problem(_ pass: String) throws -> String {
      try problems(#"{ "chains": [{ "id": "a", "agents": ["b"] }], "default": "a", "pass": \#(pass) }"#)[0]
    }
    let expected =
      #"$.pass: expected "full", { "last": … }, { "fields": … } or { "summary": … }, found "#
    #expect(try problem("\"half\"") == expected + #""half"; choose one of them, such as "full""#)
    #expect(try problem("{}").hasPrefix(expected))
    #expect(try problem(#"{"last": 1, "fields": []}"#).hasPrefix(expected))
    #expect(try problem(#"{"lst": 1}"#).contains(#"did you mean "last"?"#))
    #expect(try problem(#"{"last": 0}"#).contains("an integer from 1 to 1000"))
    #expect(try problem(#"{"fields": ["a", "a"]}"#).contains("again"))
    #expect(try problem(#"{"fields": [""]}"#).contains("the name of a member"))
    #expect(try problem(#"{"summary": {"bytes": 1}}"#).contains("an integer from 16 to 1000000"))
    #expect(try problem(#"{"summary": {"capability": "A"}}"#).contains("a dotted lower-case name"))
  }

  @Test("M-044 a picture shows the choice, each chain's order, its fallbacks and who else may be handed to")
  func drawing() throws {
    let document = try HandoffDocument(
      Array(
        """
        { "id": "desk", "agents": { "a": { "capability": "document.search", "timeout": 2000 }, "b": { "agent": "acme.b" },
            "c": {}, "d": {} },
          "chains": [{ "id": "ab", "agents": ["a", "b"], "fallback_agents": { "a": ["c"] }, "handoffs": ["b", "d"] }],
          "routes": [{ "when": ".input.message == \\"x\\"", "to": "ab" }], "default": "ab" }
        """.utf8))
    #expect(
      document.dot == """
        digraph "desk" {
          rankdir=LR; compound=true; fontname="Helvetica";
          node [shape=box, style=rounded, fontname="Helvetica"];
          "?" [shape=diamond, label="which chain"];
          subgraph cluster_0 {
            label="ab"; style=rounded;
            "0/0" [label="a\\ndocument.search\\nat most 2s"];
            "0/1" [label="b\\nacme.b: chat"];
            "0/0" -> "0/1";
            "0/0/0" [label="c\\nchat", style="rounded,dashed"];
            "0/0" -> "0/0/0" [style=dashed, label="if it fails"];
            "0/handoff/0" [label="d\\nchat"];
            "0/0" -> "0/handoff/0" [style=dotted];
            "0/1" -> "0/handoff/0" [style=dotted];
          }
          "?" -> "0/0" [label=".input.message == \\"x\\"", lhead=cluster_0];
          "?" -> "0/0" [label="else", lhead=cluster_0];
        }

        """)
  }

  @Test("M-044 a report says who has answered and who has failed, what was said in the end, and how well it went")
  func report() async throws {
    let agents = ScriptedAgents { ask, _ in
      if ask.agent == "rag-agent" { throw RoundhouseError(.agentError, "no index", agentCode: "no_index") }
      if ask.agent == "search-agent" { return #"{"content":"","handoff":{"to":"rag-agent"}}"# }
      return ask.agent == "llm-agent"
        ? #"{"text":"It is so [1]","citations":[{"n":1,"source":"ai.md"},{"n":1,"source":"ai.md"},{"n":2},{"n":3,"source":"so [1]"}]}"#
        : "1"
    }
    let (result, _, _) = try await Handing.over(agents)
    let lines = try #require(PatternKinds.report(result)).lines
    #expect(lines.first == .heading("search_rag_llm: search-agent → spare-one → llm-agent"))
    #expect(lines.contains(.item(.bad, "rag-agent has failed: no index")))
    #expect(lines.contains(.speech(who: "llm-agent", what: "It is so [1]")))
    #expect(lines.count { $0 == .item(.plain, "[1] ai.md") } == 1)
    #expect(!lines.contains(.item(.plain, "[3] so [1]")))
    #expect(lines.contains(.fact(name: "context", value: "passed on at 2 of 2 handoffs")))
    #expect(lines.contains(.fact(name: "fallbacks", value: "1 of 1 failures were made good")))
    func has(_ text: String, _ weight: PatternReport.Weight) -> Bool {
      lines.contains { line in
        guard case .item(weight, let words) = line else { return false }
        return words.contains(text)
      }
    }
    #expect(has("spare-one has answered in the place of rag-agent", .notice))
    #expect(has("search-agent has answered in", .good) && has("and hands over to rag-agent", .good))
    #expect(try PatternKinds.report(JSONDocument(parsing: Array(#"{"pattern":"handoff"}"#.utf8)).root) == nil)
  }
}
