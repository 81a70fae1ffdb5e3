import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Seed 001's example 3, which it leaves to a graph: "Book tickets, update CRM, get approval".
@Suite struct GraphTemplateTests {
  private static func office(totalCents: Int) -> ScriptedAgents {
    ScriptedAgents { ask, _ in
      switch ask.capability {
      case "ticket.purchase": #"{"order":"O-1","totalCents":\#(totalCents)}"#
      case "expense.log": #"{"expense":"E-1"}"#
      case "crm.update": #"{"customer":"northwind","stage":"won"}"#
      default: "{}"
      }
    }
  }

  @Test("S1-55 M-168 tickets, the customer's record beside the expense, and no person below the limit")
  func below() async throws {
    let template = try Templates.named("enterprise-graph")
    let fixture = try await PatternsFixture(Self.office(totalCents: 400_000))
    let outcome = try await fixture.runs.perform(template.workflow, template.request())
    await fixture.runs.stop()
    let asked = fixture.agents.capabilities
    #expect(asked.first == "ticket.purchase" && asked.last == "expense.approve")
    #expect(Set(asked[1...2]) == ["crm.update", "expense.log"])
    let state = try JSONDocument(parsing: outcome.output).root["state"]
    #expect(
      state.map { Array($0.raw).text }
        == #"{"order":"O-1","amountCents":400000,"customer":"won","expense":"E-1","approved":true,"notes":[]}"#)
  }

  @Test(
    "S1-55 S1-81 M-168 above the limit a person is asked; with a no the tickets go back",
    arguments: [(ReviewVerdict.approved, "expense.approve", 520_000), (.rejected, "ticket.refund", 0)])
  func above(_ verdict: ReviewVerdict, _ last: String, _ amount: Int64) async throws {
    let template = try Templates.named("enterprise-graph")
    let fixture = try await PatternsFixture(Self.office(totalCents: 520_000))
    let number = try await fixture.runs.submit(template.workflow, template.request())
    try await eventually { try await !fixture.runs.reviews().isEmpty }
    let review = try #require(try await fixture.runs.reviews().first)
    // The two are noted one after the other.
    #expect((3_599_000...3_600_000).contains(review.due - review.asked))
    try await fixture.runs.decide(number, ReviewDecision(verdict, comments: "as agreed", reviewer: "mira"))
    let outcome = try await fixture.runs.outcome(of: number)
    await fixture.runs.stop()
    #expect(outcome.state == .completed && fixture.agents.capabilities.last == last)
    let state = try JSONDocument(parsing: outcome.output).root["state"]
    #expect(state?["amountCents"]?.int == amount && state?["approved"]?.bool == (verdict == .approved))
    #expect(state?["notes"]?[0]?.string == "as agreed")
  }
}
