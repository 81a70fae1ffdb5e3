import AgentKit
import AgentKitJSON
import CRoundhouse
import Testing

@Suite("JSON") struct JSONTests {
  struct Order: Codable {
    struct Line: Codable {
      var item: String
      var count: Int
    }

    var lines: [Line]
    var note: String?
    var price: Double?
    var isGift: Bool?
    var labels: [String: String]?
  }

  struct Taking: StatelessAgent {
    func respond(to call: Call) async throws -> Reply { try .json(call.decode(Order.self)) }
  }

  struct TakingAtOnce: ImmediateAgent, StatelessAgent {
    func answer(_ call: borrowing ImmediateCall) throws -> Reply? { try .json(call.decode(Order.self)) }
  }

  @Test("a value goes through, keys sorted")
  func value() async throws {
    for plugin in [AgentExport.plugin(Taking.self), AgentExport.plugin(TakingAtOnce.self)] {
      let host = try TestHost(plugin)
      let answer = await host.call("x", #"{"note":"a/b","lines":[{"item":"tea","count":2}]}"#)
      #expect(answer.text == #"{"lines":[{"count":2,"item":"tea"}],"note":"a/b"}"#)
      #expect(answer.contentType == "application/json")
      await host.destroy()
    }
  }

  @Test(
    "an error names the place and what was expected",
    arguments: [
      (#"{}"#, Status.schemaFailed, "the payload.lines is missing"),
      (#"{"lines":5}"#, .schemaFailed, "the payload.lines must be an array"),
      (#"[]"#, .schemaFailed, "the payload must be an object"),
      (#"{"lines":null}"#, .schemaFailed, "the payload.lines is null but must be an array"),
      (#"{"lines":[{"item":"a","count":1},{"item":"b"}]}"#, .schemaFailed, "the payload.lines[1].count is missing"),
      (#"{"lines":[{"item":"a","count":"1"}]}"#, .schemaFailed, "the payload.lines[0].count must be an integer"),
      (#"{"lines":[{"item":1,"count":1}]}"#, .schemaFailed, "the payload.lines[0].item must be a string"),
      (#"{"lines":[],"price":"x"}"#, .schemaFailed, "the payload.price must be a number"),
      (#"{"lines":[],"isGift":1}"#, .schemaFailed, "the payload.isGift must be true or false"),
      (#"{"lines":[],"labels":1}"#, .schemaFailed, "the payload.labels must be an object"),
      (
        #"{"lines":[{"item":"a","count":1.5}]}"#, .schemaFailed,
        "the payload holds a number that does not fit, such as a fraction where an integer belongs"
      ),
      (#"{"lines":["#, .badRequest, "the payload is not JSON; send one complete JSON value"),
      ("", .badRequest, "the payload is not JSON; send one complete JSON value"),
    ])
  func errors(payload: String, status: Status, message: String) async throws {
    let host = try TestHost(AgentExport.plugin(Taking.self))
    let answer = await host.call("x", payload)
    #expect(answer.kind == status)
    #expect(answer.message == message)
    await host.destroy()
  }
}
