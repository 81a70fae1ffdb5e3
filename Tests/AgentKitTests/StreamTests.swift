import AgentKit
import CRoundhouse
import Testing

@Suite("Streams") struct StreamTests {
  /// Emits as many chunks as the payload says.
  struct Counting: StatelessAgent {
    func respond(to call: Call) async throws -> Reply {
      let count = Int(String(decoding: call.payload, as: UTF8.self)) ?? 0
      if call.capability == "together" {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<4 { group.addTask { for _ in 0..<count { try await call.emit("x") } } }
          try await group.waitForAll()
        }
      } else {
        for index in 0..<count { try await call.emit("\(index);") }
      }
      return .text("end")
    }
  }

  let host: TestHost

  init() throws { host = try TestHost(AgentExport.plugin(Counting.self)) }

  @Test("chunks come in order, and the payload after them")
  func order() async {
    let answer = await host.call("count", "3")
    #expect(answer.chunks == ["0;", "1;", "2;"])
    #expect(answer.text == "end")
    await host.destroy()
  }

  @Test("an agent waits for a slow reader and loses nothing", arguments: [1, 3, 7])
  func backPressure(room: Int) async {
    let answer = await host.call(Question("count", "500"), room: room)
    #expect(answer.chunks == (0..<500).map { "\($0);" })
    #expect(host.withBook { $0.misbehaviour } == [])
    await host.destroy()
  }

  @Test("several tasks of one call may emit at once")
  func together() async {
    let answer = await host.call(Question("together", "100"), room: 3)
    #expect(answer.chunks.count == 400)
    #expect(answer.text == "end")
    await host.destroy()
  }

  @Test("nothing more is emitted until the host has told that there is room")
  func stall() async {
    let call = host.start(Question("count", "6"), room: 2, makesRoom: false)
    await host.wait { $0.calls[call.token]?.stalls == 1 }
    #expect(host.withBook { $0.calls[call.token]?.chunks } == ["0;", "1;"])
    host.makeRoom(call.token, 2)
    await host.wait { $0.calls[call.token]?.stalls == 2 }
    #expect(host.withBook { $0.calls[call.token]?.chunks.count } == 4)
    host.makeRoom(call.token, 10)
    #expect(await call.answer().chunks.count == 6)
    await host.destroy()
  }

  @Test("an agent that waits for room is woken when its caller goes, and completes as cancelled")
  func cancelledWhileStalled() async {
    let call = host.start(Question("count", "6"), room: 2, makesRoom: false)
    await host.wait { $0.calls[call.token]?.stalls == 1 }
    host.cancel(call.token)
    let answer = await call.answer()
    #expect(answer.kind == .cancelled)
    #expect(answer.chunks == ["0;", "1;"])
    await host.destroy()
  }

  @Test("a resume for a call that has ended harms nobody")
  func lateResume() async {
    let call = host.start(Question("count", "1"))
    _ = await call.answer()
    host.makeRoom(call.token)
    host.cancel(call.token)
    #expect(await host.call("count", "1").chunks == ["0;"])
    await host.destroy()
  }
}

extension TestHost {
  /// Waits until the book says so; the test's own time limit ends what never does.
  func wait(until isTrue: (borrowing Book) -> Bool) async {
    while !withBook({ isTrue($0) }) { await Task.yield() }
  }
}
