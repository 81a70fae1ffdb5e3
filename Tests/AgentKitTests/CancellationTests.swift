import AgentKit
import CRoundhouse
import Testing

@Suite("Cancellation", .timeLimit(.minutes(1))) struct CancellationTests {
  /// Works until it is told to stop.
  struct Patient: StatelessAgent {
    func respond(to call: Call) async throws -> Reply {
      call.log(.info, "begun")
      switch call.capability {
      case "sleep": try await Task.sleep(for: .seconds(3_600))
      case "ask": while !call.isCancelled { await Task.yield() }
      case "group":
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { try await Task.sleep(for: .seconds(3_600)) }
          try await group.waitForAll()
        }
      default: while !Task.isCancelled { await Task.yield() }
      }
      return .text("stopped")
    }
  }

  let host: TestHost

  init() throws { host = try TestHost(AgentExport.plugin(Patient.self)) }

  @Test("the host's cancel cancels the task and what it waits for", arguments: ["sleep", "group"])
  func sleeping(capability: String) async {
    let call = host.start(Question(capability))
    await host.wait { $0.log.count == 1 }
    host.cancel(call.token)
    #expect(await call.answer().kind == .cancelled)
    await host.destroy()
  }

  @Test("an agent that asks whether it is cancelled may still answer", arguments: ["ask", "look"])
  func asking(capability: String) async {
    let call = host.start(Question(capability))
    await host.wait { $0.log.count == 1 }
    host.cancel(call.token)
    #expect(await call.answer().text == "stopped")
    await host.destroy()
  }

  @Test("a cancel that comes before the task has begun is not lost")
  func early() async {
    for _ in 0..<200 {
      let call = host.start(Question("sleep"))
      host.cancel(call.token)
      #expect(await call.answer().kind == .cancelled)
    }
    #expect(host.withBook { $0.misbehaviour } == [])
    await host.destroy()
  }

  @Test("cancelling one call leaves the others alone")
  func others() async {
    let calls = (0..<20).map { _ in host.start(Question("look")) }
    host.cancel(calls[7].token)
    #expect(await calls[7].answer().text == "stopped")
    #expect(calls.count { $0.answerSoFar == nil } == 19)
    for call in calls where call !== calls[7] { host.cancel(call.token) }
    for call in calls { #expect(await call.answer().text == "stopped") }
    await host.destroy()
  }
}
