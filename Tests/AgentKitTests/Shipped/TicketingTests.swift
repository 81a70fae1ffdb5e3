import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Ticketing", .timeLimit(.minutes(1))) struct TicketingTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("ticketing") }

  private func purchase(_ event: String, _ count: Int, key: String = "", principal: String = "ada") -> Question {
    var question = Question("ticket.purchase", #"{"event":"\#(event)","count":\#(count)}"#)
    question.idempotencyKey = key
    question.principal = principal
    return question
  }

  @Test(
    "a group pays less, to the cent",
    arguments: [
      (1, 0, 3_350), (9, 0, 30_150), (10, 10, 30_150), (11, 10, 33_165), (13, 10, 39_195), (50, 15, 142_375),
    ])
  func price(count: Int, percent: Int, total: Int) async throws {
    let answer = await host.call(purchase("chamber-duo", count)).values
    #expect(answer["totalCents"] as? Int == total)
    #expect(answer["discountPercent"] as? Int == percent)
    #expect(answer["order"] as? String == "T-1")
    #expect(answer["status"] as? String == "sold")
    await host.destroy()
  }

  @Test("half a cent is rounded up")
  func rounding() async throws {
    let config = """
      {"currency":"EUR","maximumPerOrder":20,"groupDiscounts":[{"from":2,"percent":15}],
       "events":[{"id":"e","name":"E","venue":"V","date":"2026-01-01","priceCents":5,"seats":20}]}
      """
    let host = try ShippedAgent.host("ticketing", config: config)
    #expect(await host.call(purchase("e", 2)).values["totalCents"] as? Int == 9)
    await host.destroy()
    await self.host.destroy()
  }

  @Test(
    "an impossible order is refused with its reason and what to do",
    arguments: [
      (#"{"event":"opera","count":1}"#, "unknown_event", "there are hawks-bulls, hawks-kings"),
      (#"{"event":"hawks-bulls","count":0}"#, "bad_count", "1 to 200"),
      (#"{"event":"hawks-bulls","count":201}"#, "bad_count", "several orders"),
      (#"{"event":"chamber-duo","count":61}"#, "sold_out", "order 60 or fewer"),
      (#"{"event":"hawks-bulls","count":2,"maximumTotalCents":12999}"#, "too_expensive", "13000 cents"),
    ])
  func refusal(payload: String, code: String, words: String) async {
    let answer = await host.call("ticket.purchase", payload)
    #expect(answer.kind == .badRequest)
    #expect(answer.code == code)
    #expect(answer.message.contains(words))
    await host.destroy()
  }

  @Test("a hall of sixty seats sells sixty, however many ask at once")
  func soldOut() async {
    let calls = (0..<100).map { _ in host.start(purchase("chamber-duo", 1)) }
    var sold = 0
    for call in calls {
      let answer = await call.answer()
      if answer.kind.rawValue == RH_OK { sold += 1 } else { #expect(answer.code == "sold_out") }
    }
    #expect(sold == 60)
    await host.destroy()
  }

  @Test("the same idempotency key is the same order, also when both come at once")
  func idempotency() async {
    let calls = (0..<10).map { _ in host.start(purchase("winter-jazz", 4, key: "trip")) }
    for call in calls { #expect(await call.answer().values["order"] as? String == "T-1") }
    #expect(await host.call(purchase("winter-jazz", 4, key: "other trip")).values["order"] as? String == "T-2")
    #expect(await host.call(purchase("winter-jazz", 5, key: "trip")).code == "key_reused")
    let found = await host.call("ticket.search", #"{"query":"jazz"}"#).values["events"] as? [[String: Any]]
    #expect(found?.first?["seatsLeft"] as? Int == 412)
    await host.destroy()
  }

  @Test("a refund gives the seats back once, and only to the buyer")
  func refund() async {
    _ = await host.call(purchase("chamber-duo", 60))
    #expect(await host.call(purchase("chamber-duo", 1)).code == "sold_out")
    var refund = Question("ticket.refund", #"{"order":"T-1"}"#)
    refund.principal = "bob"
    #expect(await host.call(refund).code == "not_yours")
    refund.principal = "ada"
    for _ in 0..<2 { #expect(await host.call(refund).values["status"] as? String == "refunded") }
    #expect(await host.call(purchase("chamber-duo", 60)).kind.rawValue == RH_OK)
    #expect(await host.call("ticket.refund", #"{"order":"T-9"}"#).code == "unknown_order")
    await host.destroy()
  }

  @Test(
    "search looks at names, places, prices and seats",
    arguments: [
      ("{}", 4), (#"{"query":"NORTH"}"#, 2), (#"{"query":"2026-12"}"#, 3), (#"{"maximumPriceCents":4800}"#, 2),
      (#"{"count":61}"#, 3), (#"{"query":"opera"}"#, 0),
    ])
  func search(payload: String, count: Int) async {
    #expect((await host.call("ticket.search", payload).values["events"] as? [Any])?.count == count)
    await host.destroy()
  }
}

extension Answer {
  /// The payload's members, empty if it is no JSON object.
  var values: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(payload))) as? [String: Any] ?? [:] }
}
