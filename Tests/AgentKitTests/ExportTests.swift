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

  /// Tells all that it was given.
  struct Telling: Agent {
    let host: HostServices

    init(_ host: HostServices) throws { self.host = host }

    func respond(to call: Call) async throws -> Reply { .text(describe(call)) }

    private func describe(_ call: Call) -> String {
      let config = String(decoding: host.configuration, as: UTF8.self)
      let words = [call.idempotencyKey, call.caller, call.principal, call.session, call.runKey].joined()
      return "\(host.agentID) \(config) \(call.capability) \(words) \(call.trace.low) \(call.wantsChunks) \(call.depth)"
    }
  }

  struct Quick: ImmediateAgent {
    init(_ host: HostServices) throws {}
    func answer(_ call: borrowing ImmediateCall) throws -> Reply? {
      .text(
        "\(call.capability) \(call.idempotencyKey)\(call.caller)\(call.principal)\(call.session) \(call.trace.span)")
    }
  }

  /// Every size of which a host may lay a request that has all that must be there.
  @Test(
    "of a request that ends early nothing behind its end is read", arguments: Array(stride(from: 64, to: 176, by: 8)))
  func shortRequest(size: Int) async throws {
    var question = Question("text.tell")
    (question.caller, question.principal) = ("", "")
    question.size = size
    let host = try TestHost(AgentExport.plugin(Telling.self))
    #expect(await host.call(question).text == "test.agent {} text.tell  0 false 0")
    await host.destroy()
    let quick = try TestHost(AgentExport.plugin(Quick.self))
    #expect(await quick.call(question).text == "text.tell  0")
    await quick.destroy()
  }

  @Test("a configuration that ends early leaves out what is behind its end", arguments: [56, 40, 24, 8])
  func shortConfiguration(size: Int) async throws {
    let host = try TestHost(AgentExport.plugin(Telling.self), config: #"{"a":1}"#, configSize: size)
    let id = size > 8 ? "test.agent" : ""
    #expect(await host.call("text.tell").text == "\(id) {} text.tell testada 0 false 0")
    await host.destroy()
  }

  @Test("structs that are longer than this version's are taken as they are")
  func longStructs() async throws {
    // Only the size says so: what would be behind is never looked at.
    var question = Question("text.tell")
    question.caller = ""
    let host = try TestHost(AgentExport.plugin(Telling.self), config: #"{"a":1}"#, hostSize: 999)
    #expect(await host.call(question).text == #"test.agent {"a":1} text.tell ada 0 false 0"#)
    await host.destroy()
  }
}
