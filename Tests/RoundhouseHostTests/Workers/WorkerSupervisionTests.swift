import CPlatform
import Glibc
import RoundhouseIsolation
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// What becomes of workers that end, hang or hold too much.
  @Suite struct WorkerSupervision {
    private let isSoak = getenv("ROUNDHOUSE_SOAK").map { String(cString: $0) } == "1"

    private func process(_ fixture: HostFixture, _ id: String) -> Int32 {
      (try? fixture.status(id))?.worker?.process ?? 0
    }

    private func killed(_ fixture: HostFixture, _ id: String, _ times: Int) {
      for time in 1...times {
        #expect(eventually { process(fixture, id) > 0 && (try? fixture.ask("text.echo").text) == "hello" })
        kill(process(fixture, id), SIGKILL)
        #expect(eventually { ((try? fixture.status(id))?.worker?.endings ?? 0) == time })
      }
    }

    @Test func `five ends in a minute are quarantine, and the operator's word lifts it`() throws {
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      killed(fixture, "test.plain", 5)
      #expect(eventually { (try? fixture.status("test.plain").state) == .quarantined })
      let status = try fixture.status("test.plain")
      #expect(status.reason.contains("SIGKILL") && status.worker?.process == 0, "\(status.reason)")
      #expect(fixture.failure("text.echo")?.code == .noHealthyAgent)
      try fixture.host.setEnabled("test.plain", true)
      #expect(eventually { (try? fixture.ask("text.echo").text) == "hello" })
      #expect(try fixture.status("test.plain").state == .healthy)
    }

    @Test(arguments: ["segfault-in-invoke", "aborts", "exits"])
    func `a worker that crashes in a call answers that it did, and the next call is answered by a fresh one`(
      _ defect: String
    ) throws {
      let fixture = HostFixture()
      try fixture.add(defect, offers: ["text.crash"]) { $0.tier = .worker }
      let error = fixture.failure("text.crash")
      #expect(error?.code == .agentCrashed, "\(error.map { "\($0)" } ?? "no error")")
      #expect(eventually { fixture.restarts("test.\(defect)") == 1 })
      #expect(fixture.unrest == "")
    }

    @Test(arguments: ["segfault-in-constructor", "exits-in-constructor", "segfault-in-create"])
    func `a worker that crashes before it is ready is an error that says so`(_ defect: String) throws {
      let fixture = HostFixture()
      let before = ProcessCounts.now
      do throws(RoundhouseError) {
        try fixture.host.add(try! fixture.bundle(defect, offers: ["text.x"]) { $0.tier = .worker })
        Issue.record("it was added")
      } catch {
        #expect(error.code == .agentCrashed && error.message.contains("while it was created"), "\(error)")
      }
      #expect(fixture.failure("text.x")?.code == .unknownCapability)
      #expect(eventually { ProcessCounts.now.rings <= before.rings })
    }

    @Test func `a call in flight goes to the next agent if it may be repeated, and fails if not`() throws {
      let fixture = HostFixture { $0.retryShare = 1 }
      for name in ["text.hold", "once.hold"] {
        try fixture.add("versatile", id: "test.first.\(name)", offers: [name]) { manifest in
          manifest.tier = .worker
          manifest.priority = 200
          manifest.capabilities[0].isIdempotent = name == "text.hold"
        }
        try fixture.add("versatile", id: "test.second.\(name)", offers: [name]) { manifest in
          manifest.capabilities[0].isIdempotent = name == "text.hold"
        }
      }
      let calls = try ["text.hold", "once.hold"].map { name in try #require(try fixture.begin(name, "300")) }
      for name in ["text.hold", "once.hold"] {
        #expect(eventually { (try? fixture.status("test.first.\(name)").inFlight) == 1 })
        kill(process(fixture, "test.first.\(name)"), SIGKILL)
      }
      #expect(try calls[0].wait().agent == "test.second.text.hold")
      #expect(throws: RoundhouseError.self) { _ = try calls[1].wait() }
      #expect(fixture.unrest == "")
    }

    @Test func `one that holds more memory than it may is ended, and that is said`() throws {
      let fixture = HostFixture()
      try fixture.add("allocates-without-bound", offers: ["text.take"]) { manifest in
        manifest.tier = .worker
        manifest.limits.memory = 64 << 20
      }
      let error = fixture.failure("text.take") { $0.deadline = milliseconds(20_000) }
      #expect(error?.message.contains("limit of 64 MiB") == true, "\(error.map { "\($0)" } ?? "no error")")
    }

    @Test func `what nothing here enforces of a limit is told at load, and refused where the policy is strict`() throws
    {
      let change = { (manifest: inout Manifest) in
        manifest.tier = .worker
        manifest.limits.cpu = 0.5
      }
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"], change)
      #expect(try fixture.status("test.plain").worker?.gaps.contains { $0.hasPrefix("control_group: ") } == true)
      #expect(fixture.log.count("not enforced of its sandbox: control_group", agent: "test.plain") == 1)
      // What follows the first process lacks the same, which is not said again.
      kill(process(fixture, "test.plain"), SIGKILL)
      #expect(eventually { fixture.restarts("test.plain") == 1 && (try? fixture.ask("text.echo").text) == "hello" })
      #expect(fixture.log.count("not enforced of its sandbox: control_group", agent: "test.plain") == 1)
      let strict = HostFixture { $0.worker.sandbox.isStrict = true }
      let error = #expect(throws: RoundhouseError.self) { try strict.add("plain", offers: ["text.echo"], change) }
      #expect(error?.code == .permissionDenied && error?.cause.contains("control_group") == true)
    }

    /// Whether the kernel says that a process stands still.
    private func isStopped(_ process: Int32) -> Bool {
      let file = open("/proc/\(process)/stat", O_RDONLY)
      guard file >= 0 else { return false }
      defer { close(file) }
      var text = [UInt8](repeating: 0, count: 512)
      let count = read(file, &text, text.count)
      return count > 0 && String(decoding: text.prefix(count), as: UTF8.self).contains(") T ")
    }

    @Test func `one that is stopped and reads nothing is ended, and that is said`() throws {
      let fixture = HostFixture { $0.worker.hangTime = .milliseconds(300) }
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      _ = try fixture.ask("text.echo")
      let process = process(fixture, "test.plain")
      kill(process, SIGSTOP)
      // It may go on for a moment after the signal was sent.
      #expect(eventually { isStopped(process) })
      let error = fixture.failure("text.echo") { $0.deadline = milliseconds(20_000) }
      #expect(
        error?.code == .agentCrashed && error?.message.contains("unread") == true, "\(error.map { "\($0)" } ?? "")")
      #expect(eventually { (try? fixture.ask("text.echo").text) == "hello" })
    }

    @Test func `calls that do not come back have the worker begin anew`() throws {
      let fixture = HostFixture()
      try fixture.add("never-completes", offers: ["text.never"]) { $0.tier = .worker }
      for _ in 0..<20 where fixture.restarts("test.never-completes") == 0 {
        _ = fixture.failure("text.never") { $0.deadline = milliseconds(20) }
      }
      #expect(eventually { fixture.restarts("test.never-completes") >= 1 })
      #expect(fixture.unrest == "")
    }

    @Test func `an agent of this process whose calls hang moves to a worker`() throws {
      let fixture = HostFixture()
      // Two seconds, so that the threads of this process come back before the tests end.
      try fixture.add("versatile", offers: ["text.hold"], trusted: true)
      for _ in 0..<20 where (try? fixture.status("test.versatile").tier) == .host {
        _ = fixture.failure("text.hold", "2000") { $0.deadline = milliseconds(20) }
      }
      #expect(eventually { (try? fixture.status("test.versatile").tier) == .worker })
      #expect(eventually { (try? fixture.ask("text.hold", "1").text) == "\"held\"" })
      #expect(fixture.unrest == "")
    }

    @Test func `what a worker printed last is in the log, though it ended no line`() throws {
      let fixture = HostFixture()
      try fixture.add("last-words", offers: ["text.crash"]) { $0.tier = .worker }
      #expect(fixture.failure("text.crash")?.code == .agentCrashed)
      #expect(eventually { fixture.log.count("printed: these were the last words", agent: "test.last-words") == 1 })
    }

    @Test func `fifty workers at once`() throws {
      let fixture = HostFixture { $0.worker.spares = 4 }
      let bundles = try (0..<50).map { number in
        try fixture.bundle("plain", id: "test.n\(number)", offers: ["text.n\(number)"]) { $0.tier = .worker }
      }
      #expect(fixture.host.add(bundles).isEmpty)
      for number in 0..<50 { #expect(try fixture.ask("text.n\(number)", "\(number)").text == "\(number)") }
      for number in 0..<50 { try fixture.host.remove("test.n\(number)") }
      #expect(fixture.unrest == "")
    }

    @Test func `restarts leave nothing behind`() throws {
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      killed(fixture, "test.plain", 1)
      #expect(eventually { fixture.restarts("test.plain") == 1 })
      let before = ProcessCounts.now
      for round in 2...(isSoak ? 200 : 25) {
        // Lifts the quarantine that would follow, and begins anew at once.
        try fixture.host.setEnabled("test.plain", true)
        #expect(eventually { process(fixture, "test.plain") > 0 })
        kill(process(fixture, "test.plain"), SIGKILL)
        #expect(eventually { ((try? fixture.status("test.plain"))?.worker?.endings ?? 0) >= round })
      }
      try fixture.host.setEnabled("test.plain", true)
      #expect(eventually { (try? fixture.ask("text.echo").text) == "hello" })
      #expect(eventually { ProcessCounts.now.isNoMore(than: before) }, "\(before), \(ProcessCounts.now)")
    }
  }
}
