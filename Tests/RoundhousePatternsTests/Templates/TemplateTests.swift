import Foundation
import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Each example of seeds 001 and 002, run by its name against agents that answer as the seeds' would.
@Suite struct TemplateTests {
  /// Runs a template and gives its result.
  private func run(_ name: String, _ agents: ScriptedAgents, input: String? = nil) async throws -> JSONNode {
    let template = try Templates.named(name)
    let fixture = try await PatternsFixture(agents)
    let outcome = try await fixture.runs.perform(
      template.workflow, template.request(input.map { Array($0.utf8) }))
    await fixture.runs.stop()
    if let error = outcome.error { throw error }
    return try JSONDocument(parsing: outcome.output).root
  }

  private func plan(_ name: String) throws -> [Plan] {
    try (Templates.named(name).document.content as? PlanDocument)?.plans ?? []
  }

  /// A ticket office, a ledger and a customers' register, as far as the examples need them.
  private static func office(totalCents: Int = 520_000) -> ScriptedAgents {
    ScriptedAgents { ask, _ in
      switch ask.capability {
      case "ticket.purchase": #"{"order":"O-1","totalCents":\#(totalCents)}"#
      case "expense.log": #"{"expense":"E-1"}"#
      case "crm.update": #"{"customer":"northwind","stage":"won"}"#
      default: #"{"capability":"\#(ask.capability)"}"#
      }
    }
  }

  @Test("M-031 every template that ships is listed with a name, a description, its seed and an example input")
  func listed() throws {
    let folder = #filePath.replacing(
      "Tests/RoundhousePatternsTests/Templates/TemplateTests.swift", with: "Sources/RoundhousePatterns/Templates/Files")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Templates.all.map { "\($0.name).json" }.sorted() == files.sorted())
    for template in Templates.all {
      #expect(!template.description.isEmpty && template.seed.hasPrefix("00"))
      #expect((try? JSONDocument(parsing: template.input)) != nil)
    }
  }

  @Test("M-031 a misspelt name is answered with the one that is meant")
  func misspelt() throws {
    let error = try #require(throws: RoundhouseError.self) { try Templates.named("sesion-start") }
    #expect(error.code == .unknownWorkflow && error.remedy == "did you mean session-start?")
  }

  @Test("M-031 what is wrong with a template of one's own is told with its path in that file")
  func ownTemplate() throws {
    let problems = try #require(throws: DocumentProblems.self) {
      try Template(Array(#"{"name": "Mine", "plan": {"steps": [{"id": "a"}]}, "coordination": {}}"#.utf8))
    }
    #expect(problems.list.map(\.path) == ["$.description", "$.coordination"])
    let deeper = try #require(throws: DocumentProblems.self) {
      try Template(Array(#"{"name": "Mine", "description": "", "plan": {"steps": [{"id": "a"}]}}"#.utf8))
    }
    #expect(deeper.list.map(\.path) == ["$.name", "$.plan.steps[0]"])
    let empty = try #require(throws: DocumentProblems.self) { try Template(Array("{}".utf8)) }
    #expect(empty.list.map(\.path) == ["$.name", "$.description", "$.plan"])
  }

  @Test("M-168 seed 001, example 1: one agent is asked for two tickets")
  func ticketPurchase() async throws {
    let agents = Self.office()
    let result = try await run("ticket-purchase", agents)
    #expect(agents.capabilities == ["ticket.purchase"])
    #expect(agents.asked[0].input == #"{"message":"I need 2 tickets for tonight","event":"hawks-bulls","count":2}"#)
    #expect(result["success"]?.bool == true)
  }

  @Test(
    "M-168 seed 001, example 2: finance is asked for 10000 only if the tickets cost more than 5000",
    arguments: [
      (500_000, ["ticket.purchase"]), (500_100, ["ticket.purchase", "expense.log", "expense.approve"]),
    ])
  func purchaseWithApproval(_ totalCents: Int, _ capabilities: [String]) async throws {
    let agents = Self.office(totalCents: totalCents)
    let result = try await run("purchase-with-approval", agents)
    #expect(agents.capabilities == capabilities)
    #expect(result["success"]?.bool == true)
    let isSkipped = capabilities.count == 1
    #expect((result["results"]?["finance"]?["skipped"]?.bool == true) == isSkipped)
    if !isSkipped {
      let finance = try JSONDocument(parsing: Array(agents.asked[1].input.utf8)).root
      #expect(finance["amount"]?.int == 10000 && finance["amountCents"]?.int == 1_000_000)
      #expect(finance["requires_approval"]?.bool == true)
      #expect(finance["messages"]?[0]?["content"]?.string == "Approve $10,000 expense")
      #expect(agents.asked[2].input == #"{"expense":"E-1","approver":"mira","role":"manager"}"#)
    }
    let booked = try JSONDocument(parsing: Array(agents.asked[0].input.utf8)).root
    #expect(booked["messages"]?[0]?["content"]?.string == "Book 100 tickets" && booked["count"]?.int == 100)
  }

  @Test("M-168 M-161 seed 001, example 3: tickets first, then the customer's record beside the approval")
  func enterprisePurchase() async throws {
    let agents = Self.office()
    let result = try await run("enterprise-purchase", agents)
    let order = agents.capabilities
    #expect(order.first == "ticket.purchase" && order.count == 4)
    #expect(try #require(order.firstIndex(of: "expense.log")) < #require(order.firstIndex(of: "expense.approve")))
    #expect(agents.asked.first { $0.capability == "expense.log" }?.input.contains(#""amountCents":520000"#) == true)
    #expect(agents.asked.first { $0.capability == "crm.update" }?.input.contains("Order O-1") == true)
    #expect(result["success"]?.bool == true)
  }

  @Test("M-168 seed 001, conditional skipping: the expense is logged only above 1000", arguments: [1000, 1001])
  func bookThenExpense(_ amount: Int) async throws {
    let agents = Self.office()
    let input = #"{"event":"hawks-kings","count":50,"employee":"ana","amount":\#(amount)}"#
    let result = try await run("book-then-expense", agents, input: input)
    #expect(agents.capabilities == (amount > 1000 ? ["ticket.purchase", "expense.log"] : ["ticket.purchase"]))
    #expect(agents.asked[0].input.contains("Book 50 tickets"))
    #expect(result["success"]?.bool == true)
  }

  @Test("M-168 seed 001, parallel workflow: three agents do what their input's action says, each pinned")
  func notifyAll() async throws {
    let agents = Self.office()
    let result = try await run("notify-all", agents)
    #expect(
      agents.asked.sorted { $0.agent < $1.agent }.map { [$0.agent, $0.capability] } == [
        ["finance", "log_expense"], ["sales", "update_crm"], ["ticketing", "send_sms"],
      ])
    #expect(result["results"]?.count == 3 && result["strategy"]?.string == "parallel")
  }

  @Test(
    "M-168 seed 001, conditional routing: ticket, proposal, expense, and ticketing for all else",
    arguments: [
      ("A TICKET please", "ticket.search"), ("Send a proposal", "crm.find"), ("My expense", "expense.report"),
      ("Hello", "ticket.search"),
    ])
  func routeRequest(_ content: String, _ capability: String) async throws {
    let agents = Self.office()
    _ = try await run("route-request", agents, input: #"{"messages":[{"role":"user","content":"\#(content)"}]}"#)
    #expect(agents.capabilities == [capability])
  }

  @Test(
    "M-168 M-161 seed 002, session start: learning before tutor, 30000 ms, two retries of 1000 ms, the seed's result")
  func sessionStart() async throws {
    let agents = ScriptedAgents { _, _ in #"{"status":"ready"}"# }
    let result = try await run("session-start", agents)
    #expect(agents.asked.map(\.agent) == ["learning-agent", "tutor-agent"])
    #expect(agents.capabilities == ["initialize_session", "prepare_conversation"])
    let given = #"{"subject":"mathematics","gradeLevel":5,"sessionId":"session_learner_123_1638360000000"}"#
    #expect(agents.asked.allSatisfy { $0.input == given })
    #expect(result.members.map(\.key) == ["success", "duration", "results"])
    #expect(result["results"]?.members.map(\.key) == ["init_learning", "init_tutor"])
    let plan = try #require(try plan("session-start").first)
    #expect(plan.isParallel && plan.timeout == .milliseconds(30000))
    for step in plan.steps {
      #expect(step.retry.growth == .linear && step.retry.retries == 2 && step.retry.base == .milliseconds(1000))
    }
  }

  @Test("M-168 M-161 seed 002, learning session: four steps one after another within 60000 ms")
  func learningSession() async throws {
    let agents = ScriptedAgents()
    let result = try await run("learning-session", agents)
    #expect(
      agents.capabilities == [
        "initialize_session", "process_interaction", "provide_feedback", "process_interaction",
      ])
    #expect(zip(agents.spans, agents.spans.dropFirst()).allSatisfy { $0.ended <= $1.began })
    #expect(result["results"]?.members.map(\.key) == ["init", "activity_1", "tutor_feedback", "activity_2"])
    let plan = try #require(try plan("learning-session").first)
    #expect(!plan.isParallel && plan.timeout == .milliseconds(60000))
  }

  @Test("M-168 seed 002, analysis: three run beside one another within 60000 ms, then one report of all")
  func analysis() async throws {
    let agents = ScriptedAgents { ask, _ in
      try await Task.sleep(for: .milliseconds(50))
      return "\"\(ask.agent)\""
    }
    _ = try await run("multi-agent-analysis", agents)
    let spans = agents.spans
    #expect(spans.map(\.capability) == ["analyze", "analyze", "analyze", "combine_report"])
    #expect(try #require(spans.prefix(3).map(\.began).max()) < #require(spans.map(\.ended).min()))
    #expect(
      agents.asked.last?.input
        == #"{"learning_analysis":"learning-agent","speech_analysis":"speech-agent","tutor_analysis":"tutor-agent"}"#)
    let plan = try #require(try plan("multi-agent-analysis").first)
    #expect(plan.isParallel && plan.timeout == .milliseconds(60000))
  }

  @Test("M-168 seed 002, fallback: three retries of 1000 ms are declared, then the large model answers")
  func predictWithFallback() async throws {
    let agents = ScriptedAgents { ask, _ in
      // Its own word says that another try would not help, so that the test need not wait six seconds.
      if ask.capability == "use_ml_model" { throw RoundhouseError(.agentError, "no model", agentCode: "no_model") }
      return "0.7"
    }
    let result = try await run("predict-with-fallback", agents)
    #expect(agents.capabilities == ["use_ml_model", "use_gpt4"])
    #expect(result["success"]?.bool == true)
    #expect(result["results"]?.members.map(\.key) == ["gpt4_predict"])
    let retry = try #require(try plan("predict-with-fallback").first?.steps.first?.retry)
    #expect((1...4).map { retry.delay(after: $0, random: 0) } == [.seconds(1), .seconds(2), .seconds(3), nil])
  }
}
