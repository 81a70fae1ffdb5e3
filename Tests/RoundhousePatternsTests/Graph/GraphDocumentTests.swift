import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

@Suite struct GraphDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try PatternDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test("M-029 a graph is read by its name or its mark, and says how large it is")
  func read() throws {
    let document = try PatternDocument(
      Array(#"{ "nodes": [{ "id": "a" }, { "id": "b" }], "edges": [{ "from": "a", "to": "b" }], "x-own": 1 }"#.utf8))
    #expect(document.workflow == "graph" && document.content.size == "2 nodes, 1 edge")
    let alone = try PatternDocument(Array(#"{ "pattern": "graph", "name": "n", "nodes": [{ "id": "a" }] }"#.utf8))
    #expect(alone.content.size == "1 node, 0 edges")
  }

  @Test("M-029 what is wrong with the nodes is told all at once")
  func nodes() throws {
    let found = try problems(
      #"""
      { "nodes": [
          { "id": "a", "action": "x", "review": { "reason": "r" } }, { "id": "a" }, { "id": "end" }, { "capability": "x" },
          { "id": "b", "timeout": 5, "sleep": 0 }, { "id": "c", "update": { "n": 1 } }, { "id": "d", "update": 5 },
          { "id": "e", "onError": "f", "maxVisits": 0 }, { "id": "g", "plan": { "steps": [{ "id": "s" }] } }] }
      """#)
    #expect(
      found == [
        #"$.nodes[0].review: a node does one thing, and this one does several; make a node of each, with an edge between"#,
        #"$.nodes[1]: expected an id of its own, found "a", which is $.nodes[0]'s; rename one of the two"#,
        #"$.nodes[2].id: "end" is where ways end; call the node otherwise"#,
        #"$.nodes[3].id: expected a string, found nothing; give the node an id of its own"#,
        #"$.nodes[4].timeout: "timeout" is for nodes that ask an agent; take it out"#,
        #"$.nodes[4].sleep: expected an integer from 1 to 2592000000, found the number 0; write 1 or more"#,
        #"$.nodes[5].update.n: expected a member of the state, found "n"; declare it in "state""#,
        #"$.nodes[6].update: expected an object of members, found the number 5; write { "total": { "$": ".output.total" } }"#,
        #"$.nodes[7].onError: expected the id of a node or "end", found "f"; did you mean "a"?"#,
        #"$.nodes[7].maxVisits: expected an integer from 1 to 10000, found the number 0; write 1 or more"#,
        #"$.nodes[8].plan.steps[0]: step "s" names neither an agent nor a capability nor an action; add "agentId", "capability" or "action""#,
      ])
    #expect(
      try problems(#"{ "pattern": "graph" }"#) == [
        #"$.nodes: expected an array of nodes, found nothing; add "nodes": [{ "id": "a", "capability": "text.echo" }]"#
      ])
  }

  @Test("M-029 what is wrong with the edges is told: unknown nodes, edges that are never taken, no way for all else")
  func edges() throws {
    let found = try problems(
      #"""
      { "nodes": [{ "id": "first" }, { "id": "second" }], "start": "thrid", "edges": [
          { "from": "first", "to": "secnd" }, { "from": "first", "to": "second" },
          { "from": "second", "to": ["first", "first"], "when": ".visit < 3" }, { "from": "end", "to": [] }, { "to": "first" },
          { "from": "first" }] }
      """#)
    #expect(
      found == [
        #"$.start: expected the id of a node, found "thrid"; choose one of first, second"#,
        #"$.edges[0].to: expected the id of a node or "end", found "secnd"; did you mean "second"?"#,
        #"$.edges[1]: it is never taken, because $.edges[0] is always; put it before that one, or send the way to several nodes: "to": ["a", "b"]"#,
        #"$.edges[2]: all edges of second have conditions, and none may hold; add { "from": "second", "to": "end" } behind them, or another for all else"#,
        #"$.edges[2].to[1]: expected each node once, found "first" again; remove one"#,
        #"$.edges[3].from: expected the id of a node, found "end"; choose one of first, second"#,
        #"$.edges[3].to: expected a node, or several, found an empty array; name one, or "end""#,
        #"$.edges[4].from: expected the id of a node, found nothing; write { "from": "a", "to": "b", "when": ".state.total > 1000" }"#,
        #"$.edges[5].to: expected the id of a node, found nothing; write { "from": "a", "to": "b", "when": ".state.total > 1000" }"#,
        #"$.edges[5]: it is never taken, because $.edges[0] is always; put it before that one, or send the way to several nodes: "to": ["a", "b"]"#,
      ])
  }

  @Test("M-029 nodes that no way leads to, and nodes that no way leads from to an end, are refused")
  func shape() throws {
    let found = try problems(
      #"""
      { "nodes": [{ "id": "a" }, { "id": "b" }, { "id": "c" }, { "id": "d" }, { "id": "e" }], "edges": [
          { "from": "a", "to": "b" }, { "from": "b", "to": "c" }, { "from": "c", "to": "b" }, { "from": "d", "to": "a" }] }
      """#)
    #expect(
      found == [
        #"$.nodes[0]: no way leads from a, b, c to an end; let an edge of one of them lead to "end""#,
        #"$.nodes[3]: no way from a leads to d; let an edge lead there, or take it out"#,
        #"$.nodes[4]: no way from a leads to e; let an edge lead there, or take it out"#,
      ])
    #expect(
      try problems(#"{ "nodes": [{ "id": "a" }], "edges": [{ "from": "a", "to": "a" }] }"#) == [
        #"$.nodes[0]: no way leads from a to an end; let an edge of it lead to "end""#
      ])
  }

  @Test("M-029 types and reducers that do not go together are refused")
  func state() throws {
    let found = try problems(
      #"""
      { "state": { "a": "numbre", "b": 5, "c": { "type": "string", "reducer": "add" }, "d": { "reducer": "sum" },
          "e": { "initial": { "$": ".state.a" } }, "f": { "type": "integer" }, "g": "list" }, "nodes": [{ "id": "n" }], "edges": [] }
      """#)
    #expect(
      found == [
        #"$.state.a: expected one of "any", "string", "number", "boolean", "array", "object", found "numbre"; did you mean "number"?"#,
        #"$.state.b: expected a type, or an object, found the number 5; write "number", or { "type": "number", "reducer": "add" }"#,
        #"$.state.c.type: "add" is for a number, and c is a string; write "type": "number", or choose another reducer"#,
        #"$.state.d.reducer: expected one of "last", "append", "add", "merge", "max", "min", "union", found "sum"; choose one of them, such as "last""#,
        #"$.state.e.initial.$: expected .input in an expression, found .state.a; what the run was given is in .input"#,
        #"$.state.f.type: expected one of "any", "string", "number", "boolean", "array", "object", found "integer"; choose one of them, such as "any""#,
        #"$.state.g: expected one of "any", "string", "number", "boolean", "array", "object", found "list"; choose one, such as "any""#,
      ], "\(found.joined(separator: "\n"))")
    #expect(
      try problems(#"{ "state": [], "nodes": [{ "id": "n" }] }"#).first
        == #"$.state: expected an object of members, found an empty array; write { "total": { "type": "number", "reducer": "add" } }"#
    )
  }

  @Test("M-029 expressions may read only what is there where they stand")
  func expressions() throws {
    let found = try problems(
      #"""
      { "state": { "total": "number" }, "nodes": [{ "id": "a", "input": { "$": ".output.x" }, "update": { "total": { "$": ".state.totl" } } }],
        "edges": [{ "from": "a", "to": "end", "when": ".steps.a.output" }, { "from": "a", "to": "end", "when": 5 }, { "from": "a", "to": "end" }],
        "output": { "$": ".stat" } }
      """#)
    #expect(
      found == [
        #"$.nodes[0].input.$: expected .input, .state, .previous, .node, .visit, .error in an expression, found .output.x; what the run was given is in .input"#,
        #"$.nodes[0].update.total.$: expected a member of the state, found "totl"; did you mean "total"?"#,
        #"$.edges[0].when: expected .input, .state, .previous, .output, .node, .visit, .error in an expression, found .steps.a.output; what the run was given is in .input"#,
        #"$.edges[1].when: expected an expression in a string, found the number 5; write it in quotes, as in ".input.amount > 1000""#,
        #"$.output.$: expected .input, .state, .previous, .output, .node, .visit, .error in an expression, found .stat; did you mean ".state"?"#,
      ], "\(found.joined(separator: "\n"))")
  }

  @Test("M-080 a review of a document says why, and whom it goes to next")
  func reviews() throws {
    let found = try problems(
      #"""
      { "nodes": [{ "id": "a", "review": { "onExpiry": "ignore", "escalation": {} } }, { "id": "b", "review": 5 }], "edges": [{ "from": "a", "to": "b" }] }
      """#)
    #expect(
      found == [
        #"$.nodes[0].review.reason: expected a sentence for whoever decides, found nothing; add "reason": "Quality check required""#,
        #"$.nodes[0].review.onExpiry: expected one of "fail", "approve", "reject", found "ignore"; choose one of them, such as "fail""#,
        #"$.nodes[0].review.escalation: it names nobody; add "reviewers": ["…"]"#,
        #"$.nodes[1].review: expected an object, found the number 5; write { "reason": … }"#,
      ], "\(found.joined(separator: "\n"))")
  }
}
