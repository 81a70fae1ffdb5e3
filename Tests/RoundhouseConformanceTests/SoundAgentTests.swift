import FixtureBuilder
import Foundation
import Testing

/// Agents that keep the rules pass, all of them.
@Suite struct SoundAgentTests {
  @Test func `A sound fixture passes every rule`() throws {
    let room = try TemporaryFolder()
    let (agents, status) = try CheckedAgent.check(
      Defect(fixture: "plain", test: "", words: "").folder(in: room), ["--tier", "both"])
    let checked = try #require(agents.first)
    #expect(checked.ok && status == 0, "\(checked.complaints)")
    #expect(checked.level == "full")
    #expect(checked.passed > 70)
  }

  @Test func `An agent that streams much and minds RH_AGAIN passes`() throws {
    let room = try TemporaryFolder()
    let agent = Defect(
      fixture: "streams", test: "", words: "",
      manifest: #""selfTest": [{"capability": "fixture.streams", "input": 400}],"#, capability: #", "streaming": true"#)
    let tests = ["R3.double-completion", "R4.concurrency", "R4.slow-reader", "R5.near-deadline", "R5.cancellation"]
    let options = ["--tier", "host"] + tests.flatMap { ["--only", $0] }
    let checked = try #require(CheckedAgent.check(agent.folder(in: room), options).agents.first)
    #expect(checked.passed == tests.count, "\(checked.complaints)")
    #expect(checked.test("R4.slow-reader")?.words.contains("409603 bytes") == true)
  }

  @Test func `An agent that answers from threads of its own, and fails, passes`() throws {
    let room = try TemporaryFolder()
    let folder = try Defect(fixture: "versatile", test: "", words: "").folder(in: room)
    let words = ["later", "fail"]
    let capabilities = words.map { #"{"name": "fixture.\#($0)", "timeout": "2s", "streaming": true}"# }
    try """
    {"manifestVersion": 1, "id": "fixture.versatile", "version": "1.0.0", "library": "lib.so",
     "capabilities": [\(capabilities.joined(separator: ", "))]}
    """.write(toFile: folder + "/agent.json", atomically: true, encoding: .utf8)
    let checked = try #require(CheckedAgent.check(folder, ["--tier", Roundhouse.usualTier]).agents.first)
    #expect(checked.ok, "\(checked.complaints)")
  }

  @Test(arguments: ["echo", "quote-fast"]) func `The agents in C that ship pass every rule`(_ name: String) throws {
    let room = try TemporaryFolder()
    let source = FixtureBuilder.repository + "/Plugins/" + name
    let map = FixtureBuilder.repository + "/sdk/c/agent.map"
    for file in try FileManager.default.contentsOfDirectory(atPath: source) where file.hasSuffix(".c") {
      try FixtureBuilder.compile(
        source + "/" + file, to: room.path + "/lib\(name).so", ["-O2", "-Wl,--version-script=\(map),-Bsymbolic"])
    }
    try FileManager.default.copyItem(atPath: source + "/agent.json", toPath: room.path + "/agent.json")
    let (agents, status) = try CheckedAgent.check(room.path, ["--tier", Roundhouse.usualTier])
    #expect(status == 0, "\(agents.first?.complaints ?? "")")
  }

  @Test func `An agent of no code passes what concerns it`() throws {
    let (agents, status) = try CheckedAgent.check(
      FixtureBuilder.repository + "/Plugins/libm", ["--level", "quick"])
    let checked = try #require(agents.first)
    #expect(status == 0, "\(checked.complaints)")
    #expect(checked.test("R1.table") == nil, "a foreign library has no table of ours")
  }
}
