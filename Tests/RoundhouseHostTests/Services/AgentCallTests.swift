import CPlatform
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Agents that ask other agents.
  struct AgentCallTests {
    let fixture = HostFixture()

    private func addCaller(
      _ id: String = "test.caller", _ name: String = "text.call", permits: [String] = ["*"],
      _ change: (inout Manifest) -> Void = { _ in }
    ) throws {
      try fixture.add("calls", id: id, offers: [name]) { manifest in
        manifest.permissions.call = permits
        change(&manifest)
      }
    }

    @Test(arguments: ["wait", "async", "async3"], [true, false])
    func `an agent is answered by another one`(_ how: String, _ isBlocking: Bool) throws {
      try addCaller()
      try fixture.add("noop", offers: ["text.echo"]) { $0.isBlocking = isBlocking }
      #expect(try fixture.ask("text.call", "\(how) text.echo hello").text == "hello")
      #expect(fixture.unrest == "")
    }

    @Test(arguments: ["wait", "async"])
    func `what the manifest does not permit is refused`(_ how: String) throws {
      try addCaller(permits: ["other.*"])
      try fixture.add("noop", offers: ["text.echo"])
      let text = try fixture.ask("text.call", "\(how) text.echo hello").text
      #expect(text == (how == "wait" ? "refused -11" : "status -11: refused"))
    }

    @Test(arguments: ["wait", "async"])
    func `the other one's error is told`(_ how: String) throws {
      try addCaller()
      try fixture.add("fails", offers: ["text.do"])
      #expect(try fixture.ask("text.call", "\(how) text.do -1 0 0").text.hasPrefix("status -1: as asked"))
      #expect(try fixture.ask("text.call", "\(how) text.none x").text.hasPrefix("status -3: nobody offers text.none"))
    }

    @Test func `deadline, trace, principal and session are inherited, the caller is the agent`() throws {
      try addCaller()
      try fixture.add("tells", offers: ["text.tell"])
      let text = try fixture.ask("text.call", "wait text.tell x") { options in
        options.deadline = milliseconds(20_000)
        options.caller = "somebody"
        options.principal = "alice"
        options.session = "talk"
        options.runKey = "run/1"
        options.traceHigh = 0xA
        options.traceLow = 0xB
      }.text
      let parts = text.split(separator: "|", omittingEmptySubsequences: false)
      #expect((1...20_000).contains(Int(parts[1]) ?? 0))
      #expect(parts[4...9] == ["test.caller", "alice", "talk", "run/1", "a", "b"])
      #expect(parts.last == "1")
    }

    @Test(arguments: ["wait", "async"])
    func `calls in a circle are refused`(_ how: String) throws {
      try addCaller("test.one", "text.one")
      try addCaller("test.two", "text.two")
      let payload = "\(how) text.two \(how) text.one \(how) text.two x"
      #expect(
        try fixture.ask("text.one", payload).text.hasPrefix("status -12: calling text.one here would close a circle"))
      #expect(fixture.unrest == "")
    }

    @Test func `an agent that holds all its own places is not waited for`() throws {
      try fixture.add("calls", id: "test.both", offers: ["text.one", "text.two"]) { manifest in
        manifest.permissions.call = ["*"]
        manifest.concurrency = .limit(1)
      }
      let text = try fixture.ask("text.one", "wait text.two x") { $0.deadline = milliseconds(60_000) }.text
      #expect(text.hasPrefix("status -12: calling text.two here would close a circle"))
    }

    @Test(arguments: ["wait", "async"])
    func `more calls above one another than the depth allows are refused`(_ how: String) throws {
      let fixture = HostFixture { $0.maximumDepth = 4 }
      var payload = "text.echo x"
      for number in (0..<6).reversed() {
        try fixture.add("calls", id: "test.c\(number)", offers: ["text.c\(number)"]) { $0.permissions.call = ["*"] }
        payload = "\(how) \(payload)"
        if number > 0 { payload = "text.c\(number) \(payload)" }
      }
      try fixture.add("noop", offers: ["text.echo"])
      let text = try fixture.ask("text.c0", payload).text
      #expect(text == (how == "wait" ? "refused -12" : "status -12: refused"))
      #expect(try fixture.ask("text.c3", "\(how) text.c4 \(how) text.c5 \(how) text.echo x").text == "x")
    }

    @Test func `three calls at once to a slow agent run side by side`() throws {
      try addCaller()
      try fixture.add("overlap", offers: ["text.enter"])
      _ = try fixture.ask("text.enter", "forget")
      _ = try fixture.ask("text.call", "async3 text.enter 200000")
      #expect(Int(try fixture.ask("text.enter", "most").text) ?? 0 >= 2)
    }

    @Test func `a hanging agent does not hold the one that waits for it beyond the deadline`() throws {
      try addCaller()
      try fixture.add("blocks-forever", offers: ["text.wait"]) { $0.breaker.failureThreshold = 1000 }
      let error = fixture.failure("text.call", "wait text.wait wait") { $0.deadline = milliseconds(200) }
      // Both deadlines are the same: either the host answers, or the caller does, that the other one was too late.
      #expect(error == nil || error?.code == .deadlineExceeded)
      // The caller comes back by itself, although the other one still hangs.
      #expect(eventually { (try? fixture.status("test.caller").stuck) == 0 })
      #expect(eventually { (try? fixture.status("test.blocks-forever").stuck) == 1 })
      #expect(try fixture.ask("text.wait", "release").text == "released")
      #expect(fixture.unrest == "")
    }

    @Test func `agents that wait for one another on all threads still come to an end`() throws {
      let fixture = HostFixture { $0.threads = 2 }
      for number in 0..<3 {
        try fixture.add("calls", id: "test.c\(number)", offers: ["text.c\(number)"]) { $0.permissions.call = ["*"] }
      }
      try fixture.add("slow", offers: ["text.sleep"])
      let answered = counted(threads: 6) { count in
        for _ in 0..<20 {
          let text = try? fixture.ask("text.c0", "wait text.c1 wait text.c2 wait text.sleep 0") {
            $0.deadline = milliseconds(120_000)
          }.text
          if text == "slept" { count.add(1, ordering: .relaxed) }
        }
      }
      #expect(answered == 120)
      #expect(fixture.unrest == "")
    }

    @Test func `a serial agent may call others, and its call-backs come in its turn`() throws {
      try addCaller { $0.concurrency = .serial }
      try fixture.add("noop", offers: ["text.echo"])
      let answered = counted(threads: 4) { count in
        for number in 0..<50 {
          let how = number % 2 == 0 ? "wait" : "async3"
          if (try? fixture.ask("text.call", "\(how) text.echo \(number)").text) == "\(number)" {
            count.add(1, ordering: .relaxed)
          }
        }
      }
      #expect(answered == 200)
      #expect(fixture.unrest == "")
    }
  }
}
