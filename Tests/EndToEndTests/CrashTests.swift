import FixtureBuilder
import Foundation
import Glibc
import Testing

@Suite("A host that an agent crashes")
struct CrashTests {
  /// An agent of the host tier, and by what it ends the host.
  enum Crash: String, CaseIterable {
    case aborts
    case writesSomewhere = "segfault-in-invoke"
    case overflows = "overflows-stack"

    var signal: Int32 { self == .aborts ? SIGABRT : SIGSEGV }
    var word: String { self == .aborts ? "SIGABRT" : "SIGSEGV" }
  }

  /// Ends a host by a call of the agent.
  /// - Returns: how long it took to end, in milliseconds, with what it had written.
  private func crash(_ host: RunningHost, _ name: String) throws -> (ending: Program.Ending, time: Double) {
    #expect(try host.command("agents", "show", "fixture.\(name)").output.contains("tier host"))
    let begun = Date()
    #expect(throws: (any Error).self) { try host.call("fixture.\(name)", "1") }
    let ending = host.program.wait()
    return (ending, Date().timeIntervalSince(begun) * 1000)
  }

  @Test(.timeLimit(.minutes(2)), arguments: Crash.allCases, [true, false])
  func `It names the culprit at once, and the next host gives it a worker until it is enabled`(
    _ crash: Crash, isBlocking: Bool
  ) throws {
    let name = crash.rawValue
    let agents = try House.folder("crashing")
    try Bundle.fixture(name, in: agents, more: #""blocking": \#(isBlocking),"#)
    let first = try RunningHost(agents: agents)
    let (ending, time) = try self.crash(first, name)
    #expect(ending.status == 128 + crash.signal)
    #expect(
      ending.errors.contains("roundhouse: \(crash.word) in agent fixture.\(name), capability fixture.\(name)"),
      "\(ending.errors.suffix(2_000))")
    print(
      "\(name), \(isBlocking ? "a thread of the host's" : "its caller's thread"): the host ended after \(Int(time)) ms")

    let second = try RunningHost(agents: agents, state: first.state)
    #expect(second.program.errors.contains("the last host here was ended by \(crash.word)"))
    let shown = try second.command("agents", "show", "fixture.\(name)").output
    #expect(shown.contains("tier worker") && shown.contains("ended by \(crash.word)"), "\(shown)")
    #expect(try second.call("fixture.\(name)", "1").body.contains("agent_crashed"))
    #expect(try second.call("text.echo", "1").status == 200)
    #expect(try second.command("agents", "enable", "fixture.\(name)").status == 0)
    #expect(
      try eventually { try second.command("agents", "show", "fixture.\(name)").output.contains("tier host") })
    #expect(second.stop().status == 0)

    let third = try RunningHost(agents: agents, state: first.state)
    #expect(
      try third.command("agents", "show", "fixture.\(name)").output.contains("tier host"), "it was lifted for good")
    #expect(third.stop().status == 0)
  }

  @Test(.timeLimit(.minutes(2)))
  func `Another library lives in the host again, and the same one does not`() throws {
    let agents = try House.folder("mended")
    try Bundle.fixture("aborts", in: agents)
    let first = try RunningHost(agents: agents)
    _ = try crash(first, "aborts")
    for _ in 0..<2 {
      let same = try RunningHost(agents: agents, state: first.state)
      #expect(try same.command("agents", "show", "fixture.aborts").output.contains("tier worker"))
      #expect(same.stop().status == 0)
    }
    let file = agents + "/aborts/lib.so"
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.copyItem(atPath: FixtureBuilder.build("aborts", flags: ["-DMENDED", "-g"]), toPath: file)
    let mended = try RunningHost(agents: agents, state: first.state)
    #expect(try mended.command("agents", "show", "fixture.aborts").output.contains("tier host"))
    #expect(mended.stop().status == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `A signal from outside is nobody's fault`() throws {
    let agents = try House.folder("innocent")
    try Bundle.fixture("slow", in: agents, timeout: "20s")
    let host = try RunningHost(agents: agents)
    let call = try Program(
      [House.command, "call", "fixture.slow", "10000", "--server", host.url], in: House.room)
    #expect(try eventually { try host.get("/v1/agents/fixture.slow").body.contains(#""inFlight":1"#) })
    // Threads of the test leave SIGABRT blocked in what they start.
    host.program.signal(SIGSEGV)
    let ending = host.program.wait()
    #expect(ending.status == 128 + SIGSEGV)
    #expect(!ending.errors.contains("in agent"), "\(ending.errors)")
    _ = call.wait()
    let next = try RunningHost(agents: agents, state: host.state)
    #expect(try next.command("agents", "show", "fixture.slow").output.contains("tier host"))
    #expect(next.stop().status == 0)
  }
}
