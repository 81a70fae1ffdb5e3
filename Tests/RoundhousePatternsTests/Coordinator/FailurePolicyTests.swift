import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// What the failure of one task means for the others, for each strategy and each policy.
@Suite struct FailurePolicyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var strategy: String
    var policy: FailurePolicy?
    /// Who is asked, in any order.
    var asked: Set<String>
    /// What the dependant is given; nil if it is not begun.
    var dependantSees: String?
    var testDescription: String { "\(strategy), \(policy?.rawValue ?? "no policy")" }
  }

  private static let all: Set = ["fails", "dependant", "stranger"]

  private static let cases = [
    Case(strategy: "sequential", policy: nil, asked: ["fails"]),
    Case(strategy: "sequential", policy: .stop, asked: ["fails"]),
    Case(strategy: "sequential", policy: .goOn, asked: all, dependantSees: #"{"seen":null}"#),
    Case(strategy: "sequential", policy: .skipDependants, asked: ["fails", "stranger"]),
    Case(strategy: "parallel", policy: nil, asked: ["fails", "stranger"]),
    Case(strategy: "parallel", policy: .stop, asked: ["fails", "stranger"]),
    Case(strategy: "parallel", policy: .goOn, asked: all, dependantSees: #"{"seen":null}"#),
    Case(strategy: "parallel", policy: .skipDependants, asked: ["fails", "stranger"]),
  ]

  @Test("M-077 the policy decides what one failure means for those that depend on it, and for others", arguments: cases)
  func matrix(_ test: Case) async throws {
    let isStopped = test.strategy == "parallel" && test.policy == .stop
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        if ask.agent == "fails" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        if ask.agent == "stranger", isStopped { return try await hang() }
        return "\"done\""
      })
    let policy = test.policy.map { "\"onFailure\": \"\($0.rawValue)\"," } ?? ""
    let result = try await fixture.perform(
      coordination: """
        { "strategy": "\(test.strategy)", \(policy) "tasks": [
          { "agent_id": "fails" },
          { "agent_id": "dependant", "depends_on": ["fails"], "input_data": { "seen": { "$": ".steps.fails.output" } } },
          { "agent_id": "stranger" }
        ] }
        """)
    await fixture.runs.stop()
    #expect(Set(fixture.agents.asked.map(\.agent)) == test.asked)
    #expect(fixture.agents.asked.first { $0.agent == "dependant" }?.input == test.dependantSees)
    // Whatever the policy is, the failure is told, and what was not begun says why.
    #expect(result["success"]?.bool == false)
    #expect(result["errors"]?["fails"]?["agentCode"]?.string == "no")
    if test.dependantSees == nil {
      #expect(result["errors"]?["dependant"]?["code"]?.string == "dependency_failed")
    }
    if isStopped { #expect(result["errors"]?["stranger"]?["code"]?.string == "cancelled") }
    if test.policy == .goOn { #expect(result["results"]?.members.map(\.key) == ["dependant", "stranger"]) }
  }

  @Test("M-077 a task's own policy is stronger than that of all")
  func ownPolicy() async throws {
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        if ask.agent != "last" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        return "1"
      })
    let result = try await fixture.perform(
      coordination: """
        { "onFailure": "stop", "tasks": [
          { "agent_id": "first", "onFailure": "go-on" }, { "agent_id": "second" }, { "agent_id": "last" }] }
        """)
    await fixture.runs.stop()
    #expect(fixture.agents.asked.map(\.agent) == ["first", "second"])
    #expect(result["errors"]?["last"]?["message"]?.string?.contains("second has failed") == true)
  }
}
