import AgentKit
import AgentKitJSON
import CRoundhouse
import Testing

@Suite("Asking other capabilities") struct AskingTests {
  struct Sum: Codable { var total: Int }

  struct Asking: StatelessAgent {
    func respond(to call: Call) async throws -> Reply {
      switch call.capability {
      case "pass":
        return try await call.ask("answer.tell", call.payload)
      case "outside":
        return try await call.host.ask("answer.tell", call.payload)
      case "options":
        var options = AskOptions()
        options.version = 3
        options.contentType = "text/plain"
        options.timeout = .seconds(5)
        options.idempotencyKey = "key"
        return try await call.ask("answer.tell", [], options)
      case "json":
        let sum: Sum = try await call.ask("answer.sum", Sum(total: 20))
        return try .json(Sum(total: sum.total + 1))
      case "forbidden":
        return try await call.ask("answer.secret", [])
      default:
        return try await call.ask("answer.fail", [])
      }
    }
  }

  struct Answering: StatelessAgent {
    func respond(to call: Call) async throws -> Reply {
      switch call.capability {
      case "answer.sum":
        let sum = try call.decode(Sum.self)
        return try .json(Sum(total: sum.total * 2), usage: Usage(costMicros: 9))
      case "answer.tell":
        try await call.emit("chunk ")
        return .text(
          "\(call.version) \(call.principal) \(call.depth) \(call.contentType) \(call.idempotencyKey) "
            + (call.timeLeft <= .seconds(5) ? "short" : "long"))
      default:
        throw AgentError(
          .badRequest, "only 3 left", agentCode: "sold_out", isRetryable: true, isNotStarted: true)
      }
    }
  }

  let host: TestHost
  let other: TestHost

  init() throws {
    host = try TestHost(AgentExport.plugin(Asking.self))
    other = try TestHost(AgentExport.plugin(Answering.self))
    host.withBook { [other] book in
      for name in ["answer.sum", "answer.tell", "answer.fail"] { book.routes[name] = other }
    }
  }

  private func end() async {
    await host.destroy()
    await other.destroy()
  }

  @Test("the answer of another agent comes back whole, its chunks joined")
  func pass() async {
    let answer = await host.call("pass")
    #expect(answer.text == "chunk 0 ada 1   long")
    #expect(answer.contentType == "text/plain; charset=utf-8")
    await end()
  }

  @Test("outside a call there is no principal to inherit")
  func outside() async {
    #expect(await host.call("outside").text == "chunk 0  0   long")
    await end()
  }

  @Test("version, content type, timeout and idempotency key are passed on")
  func options() async {
    #expect(await host.call("options").text == "chunk 3 ada 1 text/plain key short")
    await end()
  }

  @Test("values go out and come in as JSON")
  func json() async {
    #expect(await host.call("json").text == #"{"total":41}"#)
    await end()
  }

  @Test("another agent's error keeps its status, its word, its text and what may be done about it")
  func failure() async {
    #expect(
      await host.call("fail")
        == Answer(
          status: RH_BAD_REQUEST, code: "sold_out", message: "only 3 left", isRetryable: true, isNotStarted: true))
    await end()
  }

  @Test("a call that the host does not pass on is an error that names the capability")
  func forbidden() async {
    let answer = await host.call("forbidden")
    #expect(answer.kind == .permissionDenied)
    #expect(answer.message.contains("answer.secret"))
    await end()
  }
}
