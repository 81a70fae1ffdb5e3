import AgentKit
import CRoundhouse
import Testing

@Suite("What a Swift agent exports") struct ExportTests {
  struct Echo: StatelessAgent {
    func respond(to call: Call) async throws -> Reply { Reply(call.payload) }
  }

  struct Refusing: Agent {
    init(_ host: HostServices) throws {
      throw AgentError(.badRequest, "no model at \(host.folder); set \"model\" in the configuration of \(host.agentID)")
    }
    func respond(to call: Call) async throws -> Reply { Reply() }
  }

  @Test("one type has one table for ever, and another type has another")
  func tables() {
    #expect(AgentExport.plugin(Echo.self) == AgentExport.plugin(Echo.self))
    #expect(AgentExport.plugin(Echo.self) != AgentExport.plugin(Refusing.self))
  }

  @Test("the table says its size and its version, and has every function of version 1.0")
  func table() {
    let table = AgentExport.plugin(Echo.self).pointee
    #expect(table.struct_size == 80)
    #expect(table.abi_minor == RH_ABI_MINOR)
    #expect(table.abi_minor_min == 0)
    #expect(table.resume != nil && table.cancel != nil && table.health != nil && table.drain != nil)
  }

  @Test("an agent of ten lines answers")
  func echo() async throws {
    let host = try TestHost(AgentExport.plugin(Echo.self))
    #expect(await host.call("text.echo", #"{"a":1}"#).text == #"{"a":1}"#)
    await host.destroy()
  }

  @Test("an error of init becomes the reason why create failed")
  func refusal() {
    #expect(
      throws: TestHost.Refusal(
        status: RH_BAD_REQUEST,
        message: "no model at /agents/test; set \"model\" in the configuration of test.agent")
    ) {
      try TestHost(AgentExport.plugin(Refusing.self))
    }
  }

  @Test("a reason is cut where the host's room ends", arguments: [1, 2, 12])
  func cutRefusal(room: Int) throws {
    let refusal = try #require(throws: TestHost.Refusal.self) {
      try TestHost(AgentExport.plugin(Refusing.self), room: room)
    }
    #expect(refusal.message == "no model at /agents".prefix(room - 1))
  }

  @Test("a host whose table is too short is refused with its size")
  func shortHost() throws {
    let refusal = try #require(throws: TestHost.Refusal.self) {
      try TestHost(AgentExport.plugin(Echo.self), hostSize: 64)
    }
    #expect(refusal.status == RH_UNSUPPORTED)
    #expect(refusal.message.contains("64 bytes"))
  }
}
