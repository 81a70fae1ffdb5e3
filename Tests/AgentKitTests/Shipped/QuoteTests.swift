import AgentKit
import CRoundhouse
import Testing

@Suite("Quotes") struct QuoteTests {
  @Test("both agents tell the same price", arguments: ["quote-fast", "quote-steady"])
  func price(name: String) async throws {
    let host = try ShippedAgent.host(name)
    #expect(
      await host.call("quote.price", #"{ "quantity" : 12, "unitCents":250 }"#).text
        == #"{"totalCents":3000,"by":"\#(name)"}"#.ordered(by: name))
    await host.destroy()
  }

  @Test(
    "both agents refuse what is no price", arguments: ["quote-fast", "quote-steady"],
    ["{}", #"{"unitCents":1}"#, #"{"unitCents":-1,"quantity":1}"#, #"{"unitCents":1,"quantity":99999999}"#])
  func refusal(name: String, payload: String) async throws {
    let host = try ShippedAgent.host(name)
    #expect(await host.call("quote.price", payload).kind == .schemaFailed)
    await host.destroy()
  }

  @Test("the fast one fails when it is told to, says how to mend it, and is well again")
  func turn() async throws {
    let host = try ShippedAgent.host("quote-fast")
    let question = #"{"unitCents":1,"quantity":1}"#
    #expect(await host.call("quote.switch", #"{"failing": true}"#).text == #"{"failing":true}"#)
    let failure = await host.call("quote.price", question)
    #expect(failure.kind == .agentError)
    #expect(failure.code == "switched_off")
    #expect(failure.isRetryable && failure.isNotStarted)
    #expect(failure.message.contains("quote.switch"))
    #expect(await host.call("quote.switch", #"{"failing":false}"#).text == #"{"failing":false}"#)
    #expect(await host.call("quote.price", question).kind.rawValue == RH_OK)
    #expect(await host.call("quote.switch", #"{"failing":"maybe"}"#).kind == .schemaFailed)
    #expect(await host.call("quote.switch").text == #"{"failing":false}"#)
    _ = await host.call("quote.switch", #"{"failing":true}"#)
    #expect(await host.call("quote.switch").text == #"{"failing":true}"#)
    await host.destroy()
  }
}

extension String {
  /// Swift sorts the keys, C writes them in the order of the page.
  fileprivate func ordered(by name: String) -> String {
    name == "quote-fast" ? self : #"{"by":"\#(name)","totalCents":3000}"#
  }
}
