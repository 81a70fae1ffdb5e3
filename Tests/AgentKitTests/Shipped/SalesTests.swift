import AgentKit
import CRoundhouse
import Testing

@Suite("Sales", .timeLimit(.minutes(1))) struct SalesTests {
  let host: TestHost

  init() throws { host = try ShippedAgent.host("sales") }

  private static let lines =
    #""lines":[{"item":"Seat","unitCents":333,"quantity":5},{"item":"Parking","unitCents":1000,"quantity":1}]"#

  @Test("a customer is made, changed field by field, and found by a part of id or name")
  func customers() async {
    _ = await host.call("crm.update", #"{"customer":"acme","name":"Acme Ltd","note":"called"}"#)
    let answer = await host.call("crm.update", #"{"customer":"acme","stage":"won","note":"called"}"#)
    #expect(
      answer.text == #"{"customer":"acme","email":"","name":"Acme Ltd","notes":["called"],"stage":"won"}"#)
    _ = await host.call("crm.update", #"{"customer":"bolt","name":"Bolt"}"#)
    for (query, count) in [("ACME", 1), ("ltd", 1), ("o", 1), ("", 2), ("zzz", 0)] {
      let found = await host.call("crm.find", #"{"query":"\#(query)"}"#).values["customers"] as? [Any]
      #expect(found?.count == count)
    }
    await host.destroy()
  }

  @Test("many customers at once are all in the directory")
  func atOnce() async {
    let calls = (10..<50).map { host.start(Question("crm.update", #"{"customer":"c\#($0)"}"#)) }
    for call in calls { #expect(await call.answer().kind.rawValue == RH_OK) }
    #expect((await host.call("crm.find").values["customers"] as? [Any])?.count == 40)
    await host.destroy()
  }

  @Test("a proposal has the prices of quote.price", arguments: ["quote-fast", "quote-steady"])
  func proposal(quoting: String) async throws {
    let quotes = try ShippedAgent.host(quoting)
    host.withBook { $0.routes["quote.price"] = quotes }
    _ = await host.call("crm.update", #"{"customer":"acme","name":"Acme Ltd"}"#)
    let answer = await host.call("proposal.draft", "{\"customer\":\"acme\",\(Self.lines),\"discountPercent\":10}")
    #expect(answer.values["subtotalCents"] as? Int == 2_665)
    #expect(answer.values["totalCents"] as? Int == 2_399)
    #expect(
      answer.values["text"] as? String == """
        Proposal for Acme Ltd

        5 x Seat: 16.65 USD
        1 x Parking: 10.00 USD
        Discount of 10 percent: -2.66 USD
        Total: 23.99 USD

        Valid for 30 days.

        """)
    await host.destroy()
    await quotes.destroy()
  }

  @Test("a failure of quote.price is told as it is")
  func failure() async throws {
    let quotes = try ShippedAgent.host("quote-fast", config: #"{"failing":true}"#)
    _ = await quotes.call("quote.switch", #"{"failing":true}"#)
    host.withBook { $0.routes["quote.price"] = quotes }
    _ = await host.call("crm.update", #"{"customer":"acme"}"#)
    #expect(await host.call("proposal.draft", "{\"customer\":\"acme\",\(Self.lines)}").code == "switched_off")
    await host.destroy()
    await quotes.destroy()
  }

  @Test("what must not be is refused with its reason")
  func refusals() async {
    for (capability, payload, code) in [
      ("crm.update", #"{"customer":""}"#, "bad_customer"),
      ("crm.update", #"{"customer":"a","email":"nowhere"}"#, "bad_email"),
      ("proposal.draft", "{\"customer\":\"nobody\",\(Self.lines)}", "unknown_customer"),
      ("proposal.draft", "{\"customer\":\"a\",\(Self.lines),\"discountPercent\":21}", "discount_too_high"),
      ("proposal.draft", #"{"customer":"a","lines":[]}"#, "bad_lines"),
    ] {
      #expect(await host.call(capability, payload).code == code)
    }
    await host.destroy()
  }
}
