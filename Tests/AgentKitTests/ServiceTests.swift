import AgentKit
import AgentKitJSON
import CRoundhouse
import RoundhouseModel
import Testing

@Suite("Services of the host") struct ServiceTests {
  struct Settings: Codable { var model: String }

  struct Using: Agent {
    let host: HostServices
    let settings: Settings

    init(_ host: HostServices) throws {
      self.host = host
      settings = try host.decodeConfiguration()
      host.log(.warning, "made \(host.agentID) \(host.agentVersion) in \(host.folder) for \(host.concurrency)")
    }

    func respond(to call: Call) async throws -> Reply {
      switch call.capability {
      case "log": call.log(.debug, "größe 5 ✓")
      case "metric":
        try host.metric(.counter, "tickets.sold", 2)
        try host.metric(.gauge, "seats", 3.5)
        try host.metric(.histogram, "wait", 0.25)
      case "badMetric": try host.metric(.counter, "Tickets", 1)
      case "config":
        let daily = host.configuration(at: "/limits/daily").map { String(decoding: $0, as: UTF8.self) }
        let other = host.configuration(at: "/limits/weekly")
        return .text("\(settings.model) \(daily ?? "none") \(other == nil)")
      case "clock": return .text("\(host.now > 0 && host.now <= call.deadline) \(host.wallClock)")
      case "announce": try host.announce(#"{"name":"text.new"}"#)
      case "declare": try host.announce(ServiceTests.declaration)
      case "misdeclare": try host.announce(CapabilityDeclaration("other.new"))
      default: try host.withdraw("text.new")
      }
      return Reply()
    }
  }

  static let declaration: CapabilityDeclaration = {
    var declaration = CapabilityDeclaration("text.new")
    declaration.description = "Größe \"5\" \\ \u{1}\n"
    declaration.version = 2
    declaration.input = #"{"type": "object"}"#
    declaration.output = #"{"type": "string"}"#
    declaration.isStreaming = true
    declaration.isIdempotent = true
    declaration.timeout = .seconds(1.5)
    declaration.cost = 0.25
    declaration.tags = ["fast", "cheap"]
    declaration.strategy = .leastBusy
    return declaration
  }()

  let host: TestHost

  init() throws { host = try TestHost(AgentExport.plugin(Using.self), config: #"{"model":"small"}"#) }

  @Test("lines reach the operator with their level and their call")
  func log() async {
    _ = await host.call("log")
    #expect(host.withBook { $0.log } == ["2 made test.agent 1.2.3 in /agents/test for 8", "0 call größe 5 ✓"])
    await host.destroy()
  }

  @Test("metrics reach the host, and one that it refuses is an error")
  func metric() async {
    _ = await host.call("metric")
    #expect(host.withBook { $0.metrics } == ["0 tickets.sold 2.0", "1 seats 3.5", "2 wait 0.25"])
    let answer = await host.call("badMetric")
    #expect(answer.kind == .badRequest)
    #expect(answer.message.contains("Tickets"))
    await host.destroy()
  }

  @Test("configuration is read whole and by pointer")
  func configuration() async {
    #expect(await host.call("config").text == "small 17 true")
    await host.destroy()
  }

  @Test("a configuration of the wrong shape is the reason why create failed")
  func badConfiguration() throws {
    let refusal = try #require(throws: TestHost.Refusal.self) {
      try TestHost(AgentExport.plugin(Using.self), config: #"{"model":5}"#)
    }
    #expect(refusal.message == "the configuration of test.agent.model must be a string")
  }

  @Test("the clocks are the host's")
  func clock() async {
    #expect(await host.call("clock").text == "true 1750000000000000000")
    await host.destroy()
  }

  @Test("capabilities are announced and withdrawn")
  func announce() async {
    #expect(await host.call("withdraw").kind == .unknownCapability)
    #expect(await host.call("announce").kind.rawValue == RH_OK)
    #expect(host.withBook { $0.announced } == [#"{"name":"text.new"}"#])
    #expect(await host.call("withdraw").kind.rawValue == RH_OK)
    #expect(host.withBook { $0.announced } == [])
    await host.destroy()
  }

  @Test("a declaration says in JSON what the host reads out of it")
  func declare() async throws {
    #expect(await host.call("declare").kind.rawValue == RH_OK)
    let text = try #require(host.withBook { $0.announced }.first)
    let (json, wanted) = (text.replacing(#"\u0001"#, with: ""), Self.declaration)
    let read = try ManifestReader.readCapability(Array(json.utf8), source: "test")
    #expect(read.name == wanted.name && read.version == wanted.version && read.description == "Größe \"5\" \\ \n")
    #expect(String(decoding: read.input, as: UTF8.self) == wanted.input)
    #expect(String(decoding: read.output, as: UTF8.self) == wanted.output)
    #expect(read.isStreaming && read.isIdempotent && read.cost == 0.25 && read.tags == wanted.tags)
    #expect(read.timeout == .milliseconds(1500) && read.strategy == .leastBusy)
    #expect(text.contains(#"\\ \u0001\u000a""#))
    let refused = await host.call("misdeclare")
    #expect(refused.kind == .permissionDenied && refused.message.contains("other.new"))
    await host.destroy()
  }
}
