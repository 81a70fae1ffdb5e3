import AgentKit
import CRoundhouse
import Testing

@Suite("Finance", .timeLimit(.minutes(1))) struct FinanceTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("finance") }

  private func log(_ cents: Int, category: String = "travel") async -> Answer {
    await host.call(
      "expense.log",
      #"{"amountCents":\#(cents),"employee":"ada","purpose":"a conference","category":"\#(category)"}"#)
  }

  private func approve(_ expense: String, by approver: String, role: String = "colleague") async -> Answer {
    await host.call("expense.approve", #"{"expense":"\#(expense)","approver":"\#(approver)","role":"\#(role)"}"#)
  }

  @Test("an expense is logged, approved by a colleague, and stays approved")
  func approval() async {
    #expect(await log(500_000).values["expense"] as? String == "E-1")
    for _ in 0..<2 {
      let answer = await approve("E-1", by: "bob").values
      #expect(answer["status"] as? String == "approved")
      #expect(answer["approver"] as? String == "bob")
    }
    #expect(await approve("E-1", by: "eve").values["approver"] as? String == "bob")
    await host.destroy()
  }

  @Test("more than 5 000 needs a manager")
  func manager() async {
    _ = await log(500_001)
    let refusal = await approve("E-1", by: "bob")
    #expect(refusal.kind == .permissionDenied)
    #expect(refusal.code == "needs_manager")
    #expect(await approve("E-1", by: "bob", role: "manager").values["status"] as? String == "approved")
    await host.destroy()
  }

  @Test("nobody approves an expense of their own")
  func ownExpense() async {
    _ = await log(100)
    #expect(await approve("E-1", by: "ada", role: "manager").code == "own_expense")
    await host.destroy()
  }

  @Test("the budget is a limit, and approvals at once do not pass it")
  func budget() async {
    for _ in 0..<30 { _ = await log(499_999) }
    let calls = (1...30).map { number in
      host.start(Question("expense.approve", #"{"expense":"E-\#(number)","approver":"bob"}"#))
    }
    var approved = 0
    for call in calls {
      let answer = await call.answer()
      if answer.kind.rawValue == RH_OK { approved += 1 } else { #expect(answer.code == "over_budget") }
    }
    #expect(approved == 20)
    await host.destroy()
  }

  @Test("the report adds up by category")
  func report() async {
    _ = await log(1_000)
    _ = await log(2_000, category: "food")
    _ = await log(3_000)
    _ = await approve("E-3", by: "bob")
    #expect(
      await host.call("expense.report").text
        == #"{"approvedCents":3000,"budgetLeftCents":9997000,"categories":{"food":{"approvedCents":0,"count":1,"#
        + #""loggedCents":2000},"travel":{"approvedCents":3000,"count":2,"loggedCents":4000}},"currency":"USD"}"#)
    await host.destroy()
  }

  @Test("what cannot be is refused")
  func refusals() async {
    #expect(await log(0).code == "bad_amount")
    #expect(await approve("E-7", by: "bob").code == "unknown_expense")
    #expect(await approve("E-7", by: "bob", role: "king").kind == .schemaFailed)
    await host.destroy()
  }

  @Test("logging with the same key logs once")
  func idempotency() async {
    var question = Question("expense.log", #"{"amountCents":5,"employee":"ada","purpose":"tea"}"#)
    question.idempotencyKey = "tea"
    for _ in 0..<3 { #expect(await host.call(question).values["expense"] as? String == "E-1") }
    await host.destroy()
  }
}
