import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct StateReducerTests {
  /// What a member comes to that is given these values one after another.
  private func value(_ reducer: String, _ values: [String], initial: String? = nil) async throws -> String {
    let nodes = values.enumerated().map { #"{ "id": "n\#($0.offset)", "update": { "m": \#($0.element) } }"# }
    let edges = values.indices.dropFirst().map { #"{ "from": "n\#($0 - 1)", "to": "n\#($0)" }"# }
    let begin = initial.map { ", \"initial\": \($0)" } ?? ""
    let graph = try GraphDocument(
      Array(
        """
        { "state": { "m": { "reducer": "\(reducer)"\(begin) } }, "nodes": [\(nodes.joined(separator: ","))], "edges": [\(edges.joined(separator: ","))] }
        """.utf8)
    ).graph
    let result = try await EnterpriseOrchestrator().execute(graph, on: Run.unrecorded(ScriptedAgents()))
    if let error = result.error { return error.message }
    return try JSONDocument(parsing: result.state).root["m"].map { Array($0.raw).text } ?? ""
  }

  @Test(
    "M-029 S1-82 each reducer brings values in as it says, and null changes nothing but the last value",
    arguments: [
      ("last", ["1", "\"two\""], "\"two\""), ("last", ["1", "null"], "null"),
      ("append", ["1", "[2,3]", "[[4]]", "null"], "[1,2,3,[4]]"), ("add", ["1", "2.5", "null"], "3.5"),
      ("merge", [#"{"a":1,"b":1}"#, #"{"b":2}"#, "null"], #"{"a":1,"b":2}"#),
      ("max", ["3", "7", "5", "null"], "7"), ("min", ["3", "7", "-1"], "-1"),
      ("union", ["1", "[1,2]", "\"1\"", "2", "null"], "[1,2,\"1\"]"),
    ])
  func reducers(_ reducer: String, _ values: [String], _ expected: String) async throws {
    #expect(try await value(reducer, values) == expected)
  }

  @Test("M-029 a member begins with what it is given, and with what its reducer begins with if that is null")
  func initial() async throws {
    #expect(try await value("add", ["1"], initial: "41") == "42")
    #expect(try await value("append", ["1"], initial: "null") == "[1]")
    #expect(try await value("max", ["1"], initial: "5") == "5")
  }

  @Test(
    "M-029 what a reducer does not take is told, with what it would take",
    arguments: [
      ("merge", "[1]", "an object"), ("max", "\"x\"", "a number"), ("min", "{}", "a number"),
      ("add", "true", "a number"),
    ])
  func refused(_ reducer: String, _ given: String, _ type: String) async throws {
    let message = try await value(reducer, [given])
    #expect(message == "graph has failed: n0: m of the state is \(type), and it was to \(reducer) \(given)")
  }
}
