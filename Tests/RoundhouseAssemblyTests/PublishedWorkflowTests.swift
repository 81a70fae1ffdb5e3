import Foundation
import RoundhouseAssembly
import RoundhouseHost
import RoundhouseModel
import Testing

/// Runs under a capability's name: routed, called, listed and permitted like any agent's.
@Suite("A plan that is an agent")
struct PublishedWorkflowTests {
  private let fixture: AssemblyFixture

  /// 2^10, and that to the power of 2.
  private static let plan = """
    {"id": "twice", "parallel": true, "steps": [
      {"id": "first", "capability": "good.pow", "input": {"base": {"$": ".input.base"}, "exponent": 10}},
      {"id": "second", "capability": "good.pow", "dependencies": ["first"],
       "input": {"base": {"$": ".steps.first.output.result"}, "exponent": 2}}]}
    """

  init() throws {
    fixture = try AssemblyFixture()
    try fixture.put("good")
  }

  private func call(
    _ assembly: Assembly, _ capability: String, _ input: String = #"{"base": 2}"#, key: String = ""
  ) throws(RoundhouseError) -> JSONNode {
    var options = CallOptions()
    if !key.isEmpty { options.idempotencyKey = key }
    options.deadline = SystemClock().now + .seconds(20)
    let reply = try assembly.host.callBlocking(capability, Array(input.utf8), options)
    let document = try? JSONDocument(parsing: Array(reply.bytes))
    return document?.root ?? JSONDocument.emptyObject.root
  }

  private func runs(_ assembly: Assembly) throws -> [JSONNode] {
    let answer = try JSONDocument(parsing: assembly.runs.answer(.list(RunSearch()))).root
    return answer["runs"].map { Array($0.elements) } ?? []
  }

  @Test("M-161 It is listed and called like any other, and each call is a run that is written down")
  func calledAndListed() throws {
    try fixture.publish(Self.plan, as: "acme.twice", capability: "math.twice")
    let assembly = try fixture.start()
    defer { assembly.end() }
    let result = try call(assembly, "math.twice")
    #expect(result["success"]?.bool == true)
    let text = String(decoding: Array(result.raw), as: UTF8.self)
    #expect(text.contains("1048576"), "\(text)")
    let status = try assembly.host.agent("acme.twice")
    #expect(status.state == .healthy && status.tier == .host && !status.isBlocking)
    #expect(status.library.hasSuffix("/acme.twice/plan.json") && status.sha256.utf8.count == 64)
    let written = try runs(assembly)
    #expect(written.map { $0["workflow"]?.string } == ["agent:acme.twice"])
    #expect(assembly.eventually { (try? runs(assembly).first?["state"]?.string) == "completed" })
  }

  @Test("A caller's key gives one run, however often it is called")
  func onceForAKey() throws {
    try fixture.publish(Self.plan, as: "acme.twice", capability: "math.twice")
    let assembly = try fixture.start()
    defer { assembly.end() }
    let first = try call(assembly, "math.twice", key: "k")
    let second = try call(assembly, "math.twice", key: "k")
    #expect(first.raw.elementsEqual(second.raw))
    #expect(try runs(assembly).count == 1)
    _ = try call(assembly, "math.twice", key: "other")
    #expect(try runs(assembly).count == 2)
  }

  @Test("It asks for what its manifest permits and for nothing else")
  func permitted() throws {
    try fixture.publish(Self.plan, as: "acme.twice", capability: "math.twice", mayCall: #"["text.*"]"#)
    let assembly = try fixture.start()
    defer { assembly.end() }
    let error = #expect(throws: RoundhouseError.self) { try call(assembly, "math.twice") }
    #expect(error?.code == .agentError && error?.agentCode == "permission_denied")
    let run = try #require(try runs(assembly).first?["run"]?.string)
    let shown = String(decoding: try assembly.runs.answer(.show(run)), as: UTF8.self)
    #expect(shown.contains("acme.twice may not call good.pow"))
  }

  @Test("When the plan fails, the next agent of the capability is asked")
  func failsOver() throws {
    let bad = #"{"id": "bad", "steps": [{"id": "a", "capability": "no.such", "retryPolicy": {"maxRetries": 0}}]}"#
    try fixture.publish(bad, as: "acme.bad", capability: "math.twice", more: #""priority": 900,"#)
    try fixture.publish(Self.plan, as: "acme.twice", capability: "math.twice")
    let assembly = try fixture.start()
    defer { assembly.end() }
    #expect(try call(assembly, "math.twice")["success"]?.bool == true)
    #expect(try Set(runs(assembly).map { $0["workflow"]?.string }) == ["agent:acme.bad", "agent:acme.twice"])
  }

  @Test("A plan that asks for itself is refused as a circle, and leaves nothing behind")
  func circle() throws {
    let plan = #"{"id": "me", "steps": [{"id": "a", "capability": "math.me", "retryPolicy": {"maxRetries": 0}}]}"#
    try fixture.publish(plan, as: "acme.me", capability: "math.me")
    let assembly = try fixture.start()
    defer { assembly.end() }
    #expect(throws: RoundhouseError.self) { try call(assembly, "math.me") }
    #expect(try runs(assembly).count == 1)
    #expect(assembly.eventually { assembly.host.statistics().inFlight == 0 })
  }

  @Test("A document that is wrong is refused when it is loaded, with the place of the fault")
  func refused() throws {
    try fixture.publish(#"{"id": "x", "steps": [{"id": "a"}]}"#, as: "acme.empty", capability: "math.empty")
    try fixture.publish("{", as: "acme.cut", capability: "math.cut")
    try fixture.publish(Self.plan, as: "acme.gone", capability: "math.gone")
    try FileManager.default.removeItem(atPath: fixture.agents + "/acme.gone/plan.json")
    let assembly = try fixture.start()
    defer { assembly.end() }
    let reasons = assembly.roster.rejections().map { "\($0.id): \($0.reason)" }.sorted()
    #expect(reasons.count == 3, "\(reasons)")
    #expect(reasons.first?.hasPrefix("acme.cut: plan.json: $: the document is not JSON: line 1") == true, "\(reasons)")
    #expect(reasons.dropFirst().first?.contains("plan.json") == true, "\(reasons)")
  }

  @Test("A changed document is a new generation")
  func replaced() throws {
    try fixture.publish(Self.plan, as: "acme.twice", capability: "math.twice")
    let assembly = try fixture.start()
    defer { assembly.end() }
    try fixture.write(
      Self.plan.replacingOccurrences(of: "\"exponent\": 2", with: "\"exponent\": 0"), to: "acme.twice/plan.json")
    assembly.roster.rescan()
    #expect(
      assembly.eventually {
        guard let result = try? call(assembly, "math.twice") else { return false }
        return !String(decoding: Array(result.raw), as: UTF8.self).contains("1048576")
      })
    #expect(try assembly.host.agent("acme.twice").generation == 2)
  }
}
