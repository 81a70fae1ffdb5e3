import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Seed 004's three tests of the state.
@Suite struct EnhancedStateTests {
  private func state(_ text: String) throws -> EnhancedWorkflowState {
    try EnhancedWorkflowState(parsing: Array(text.utf8), thread: "run-1")
  }

  @Test("M-110 S4-21 S4-22 the state has all of seed 004's members from the beginning")
  func schema() throws {
    let state = EnhancedWorkflowState(threadID: "workflow-123", userID: "user-456", query: "complex query")
    let json = try JSONDocument(parsing: state.json()).root
    #expect(
      json.members.map(\.key) == [
        "thread_id", "user_id", "query", "event", "stage", "stage_history", "errors", "human_feedback",
        "routing_history",
        "parallel_results", "node_execution_times", "total_execution_time", "checkpoints", "facts", "retrieved",
        "draft",
        "output",
      ])
    #expect(text(json["event"]) == #"{"event_type":"workflow_start","actor":"user-456","details":{}}"#)
    #expect(json["thread_id"]?.string == "workflow-123" && json["stage"]?.string == "init" && state.confidence == 1)
    #expect(
      WorkflowStage.allCases.map(\.rawValue) == [
        "init", "processing", "awaiting_human_feedback", "finalizing", "completed", "failed",
      ])
  }

  @Test("M-110 S4-23 stages, times and checkpoints of each node are kept as the workflow goes on")
  func history() async throws {
    let fixture = try await EnhancedFixture()
    let (_, result) = try await fixture.perform(
      #"{ "options": [{ "id": "rag_search", "confidence": 0.85, "capability": "document.retrieve" }], "parallel": [{ "id": "research", "capability": "r" }], "generate": { "capability": "text.write" } }"#
    )
    let state = try #require(result["state"])
    #expect(fixture.stages(result) == ["init", "processing", "finalizing", "completed"])
    let nodes = ["audit", "reflect", "retrieve", "parallel", "generate", "finalize"]
    #expect(state["node_execution_times"]?.members.map(\.key) == nodes)
    #expect(state["checkpoints"]?.members.map(\.key) == nodes)
    #expect(state["checkpoints"]?["generate"]?["stage"]?.string == "processing")
    let times = state["node_execution_times"]?.members.compactMap { $0.value.double } ?? []
    #expect(times.count == 6 && times.allSatisfy { $0 >= 0 && $0 < 10 })
    #expect(try #require(state["total_execution_time"]?.double) >= times.max() ?? 0)
    #expect(
      state["routing_confidence"]?.double == 0.85 && state["routing_history"]?[0]?["route"]?.string == "rag_search")
    #expect(text(state["parallel_results"]) == #"{"research":"r"}"#)
  }

  @Test("M-078 M-110 S4-25 a basic state is read, a left one gives its history on, and members of others are kept")
  func backward() throws {
    let basic = try state(
      #"{"thread_id":"t","user_id":"u","query":"q","event":{"event_type":"e","actor":"a","details":[1]},"own":{"x":1}}"#
    )
    #expect(basic.threadID == "t" && basic.event == AuditEvent("e", actor: "a", details: Array("[1]".utf8)))
    #expect(basic.others.map(\.key) == ["own"])
    let left = #"""
      {"thread_id":"t","user_id":"u","query":"q","event":{"event_type":"e","actor":"a","details":[1]},"stage":"completed","stage_history":[{"stage":"init","at":5}],"errors":[{"node":"n","code":"c","agent_code":"w","message":"m","attempt":2,"recovered":true,"at":6}],"human_feedback":[{"reviewer_id":"r","approved":true,"comments":"c","confidence_score":0.5,"suggested_changes":{"a":1},"timestamp":7}],"review_id":"human_review","routing_confidence":0.3,"routing_history":[{"route":"a","confidence":0.3,"threshold":0.75,"low":true,"alternatives":[{"route":"b","confidence":0.1}]}],"parallel_results":{"x":1},"node_execution_times":{"audit":1},"total_execution_time":1,"checkpoints":{"audit":{"stage":"processing","at":8}},"facts":[{"id":"1","subject":"s","fact":"f","tags":["t"]}],"retrieved":1,"draft":2,"output":3,"own":{"x":1}}
      """#
    let again = try state(left)
    #expect(again.stage == .initialized && again.routingConfidence == nil && again.confidence == 1)
    #expect(
      again.errors[0].agentCode == "w" && again.retries == ["n": 1] && again.facts[0].id == "1" && !again.isRejected)
    let json = try JSONDocument(parsing: again.json()).root
    let before = try JSONDocument(parsing: Array(left.utf8)).root
    for key in ["stage_history", "errors", "human_feedback", "routing_history", "facts", "own"] {
      #expect(text(json[key]) == text(before[key]))
    }
  }

  @Test("M-110 a question alone is a state, and what is none is refused")
  func questions() throws {
    #expect(try state(#""why?""#).query == "why?" && state(#""why?""#).threadID == "run-1")
    #expect(try state(#"{"message":"why?"}"#).query == "why?" && state("null").userID == "anonymous")
    #expect(try state(#"{"query":null,"message":"m"}"#).query == "m")
    #expect(try state(#"{"facts":["a",{"fact":"b"},{"fact":""},5]}"#).facts.map(\.text) == ["a", "b"])
    for (text, message) in [
      ("[1]", "the input is an array, no state of a workflow"), (#"{"query":5}"#, "query is no string"),
      ("{", "not valid JSON: "),
    ] {
      let error = try #require(throws: RoundhouseError.self) { try state(text) }
      #expect(error.code == .badRequest && error.message.hasPrefix(message) && !error.remedy.isEmpty, "\(error)")
    }
    let odd = try state(
      #"{"stage_history":[{"stage":"odd"}],"errors":[{}],"human_feedback":[{}],"routing_history":[{}]}"#)
    #expect(odd.stageHistory.isEmpty && odd.errors.isEmpty && odd.humanFeedback.isEmpty && odd.routingHistory.isEmpty)
  }
}
