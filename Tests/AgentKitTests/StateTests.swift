import AgentKit
import AgentKitJSON
import CRoundhouse
import Testing

@Suite("State") struct StateTests {
  struct Counting: StatelessAgent {
    func respond(to call: Call) async throws -> Reply {
      switch call.capability {
      case "raw": try await raw(call)
      case "scopes": try await scopes(call)
      case "add": try await add(call)
      case "own": try await ownWrites(call)
      case "skew": try await skew(call)
      case "once": try await once(call)
      case "get": try await .text("\(call.state.get("count", as: Int.self) ?? -1)")
      case "host": try await .text("\(call.host.state.get("count")?.version ?? 0)")
      default: throw AgentError(.unknownCapability, call.capability)
      }
    }

    private func raw(_ call: Call) async throws -> Reply {
      let state = call.state
      let first = try await state.commit([.put("a", [1], expecting: .nothing), .put("b", [])])
      let a = try await state.get("a")
      let second = try await state.commit([
        .check("a", expecting: .version(first)), .delete("b", expecting: .version(first)), .put("a", [2]),
      ])
      let b = try await state.get("b")
      do {
        try await state.commit([.put("a", [3], expecting: .version(first))])
        return .text("no conflict")
      } catch let error as AgentError {
        return .text("\(first) \(a!.bytes) \(a!.version) \(second) \(b == nil) \(error)")
      }
    }

    private func scopes(_ call: Call) async throws -> Reply {
      try await call.state.commit([
        .put("who", Array("agent".utf8)), .put("who", Array(call.principal.utf8), in: .principal),
      ])
      let agent = try await call.state.get("who")?.bytes ?? []
      let principal = try await call.state.get("who", in: .principal)?.bytes ?? []
      _ = try await call.state.get("who", in: .session)
      return Reply(agent + principal)
    }

    private func add(_ call: Call) async throws -> Reply {
      try await call.state.transaction { books in
        let count = try await books.get("count", as: Int.self) ?? 0
        try books.put("count", json: count + 1)
      }
      return Reply()
    }

    private func ownWrites(_ call: Call) async throws -> Reply {
      let seen = try await call.state.transaction { books in
        books.put("a", [1])
        let written = try await books.get("a")
        books.delete("a")
        let deleted = try await books.get("a")
        books.put("a", [2])
        return "\(written ?? []) \(deleted == nil)"
      }
      return .text("\(seen) \(try await call.state.get("a")?.bytes ?? [])")
    }

    /// Reads two keys that somebody changes together in between: the first attempt must not count.
    private func skew(_ call: Call) async throws -> Reply {
      try await call.state.commit([.put("x", [1]), .put("y", [1])])
      var attempts = 0
      let seen = try await call.state.transaction { books in
        attempts += 1
        let x = try await books.get("x")
        if attempts == 1 { try await call.state.commit([.put("x", [2]), .put("y", [2])]) }
        return [x ?? [], try await books.get("y") ?? [], try await books.get("x") ?? []]
      }
      return .text("\(attempts) \(seen)")
    }

    private func once(_ call: Call) async throws -> Reply {
      let number = try await call.once { books in
        let number = try await books.get("number", as: Int.self) ?? 0
        try books.put("number", json: number + 1)
        return number + 1
      }
      return .text("\(number)")
    }
  }

  let host: TestHost

  init() throws { host = try TestHost(AgentExport.plugin(Counting.self)) }

  @Test("values have versions, commits compare them, and a conflict names the keys")
  func raw() async {
    #expect(
      await host.call("raw").text
        == "1 [1] 1 2 true conflict: the host could not commit to a: conflict")
    await host.destroy()
  }

  @Test("scopes are told apart, and one that the call does not have is a bad request")
  func scopes() async {
    var question = Question("scopes")
    #expect(await host.call(question).kind == .badRequest)
    question.session = "talk"
    #expect(await host.call(question).text == "agentada")
    await host.destroy()
  }

  @Test("a hundred transactions at once add up to a hundred")
  func transactions() async {
    let calls = (0..<100).map { _ in host.start(Question("add")) }
    for call in calls { #expect(await call.answer().kind.rawValue == RH_OK) }
    #expect(await host.call("get").text == "100")
    await host.destroy()
  }

  @Test("a transaction is repeated as long as it meets conflicts")
  func conflicts() async {
    host.withBook { $0.conflicts = 5 }
    #expect(await host.call("add").kind.rawValue == RH_OK)
    #expect(await host.call("get").text == "1")
    await host.destroy()
  }

  @Test("a transaction sees its own writes")
  func ownWrites() async {
    #expect(await host.call("own").text == "[1] true [2]")
    await host.destroy()
  }

  @Test("what a transaction reads belongs together, even when it writes nothing")
  func skew() async {
    #expect(await host.call("skew").text == "2 [[2], [2], [2]]")
    await host.destroy()
  }

  @Test("a refusal of the host is an error with its status", arguments: [RH_OVERLOADED, RH_STORE_FULL])
  func refusal(status: Int32) async {
    host.withBook { $0.refusal = status }
    let answer = await host.call("add")
    #expect(answer.status == status)
    #expect(answer.message.contains("count"))
    #expect(answer.isRetryable == (status == RH_OVERLOADED))
    await host.destroy()
  }

  @Test("state outside a call is the agent's own")
  func outside() async {
    _ = await host.call("add")
    #expect(await host.call("host").text == "1")
    await host.destroy()
  }

  @Test("the same idempotency key does the work once, a new one again, and none each time")
  func once() async {
    var first = Question("once", "{}")
    first.idempotencyKey = "k1"
    var second = first
    second.idempotencyKey = "k2"
    var other = first
    other.principal = "bob"
    var answers: [String] = []
    for question in [first, first, second, second, other, Question("once"), Question("once"), first] {
      answers.append(await host.call(question).text)
    }
    #expect(answers == ["1", "1", "2", "2", "3", "4", "5", "1"])
    await host.destroy()
  }

  @Test("twenty calls with one key at once do the work once")
  func onceAtOnce() async {
    var question = Question("once")
    question.idempotencyKey = "k"
    let calls = (0..<20).map { [question] _ in host.start(question) }
    for call in calls { #expect(await call.answer().text == "1") }
    await host.destroy()
  }

  @Test("a key that was used for another request is refused")
  func reusedKey() async {
    var question = Question("once", "{}")
    question.idempotencyKey = "k"
    _ = await host.call(question)
    question.payload = Array("{ }".utf8)
    let answer = await host.call(question)
    #expect(answer.kind == .badRequest)
    #expect(answer.code == "key_reused")
    await host.destroy()
  }
}
