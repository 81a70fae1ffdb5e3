import CPlatform
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Calls to agents in processes of their own: the same as calls to agents of this process.
  @Suite struct WorkerCalls {
    @Test func `An agent in a worker answers`() throws {
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      let answer = try fixture.ask("text.echo", #"{"a": 1}"#)
      #expect(answer.text == #"{"a": 1}"# && answer.agent == "test.plain")
      let status = try fixture.status("test.plain")
      #expect(status.tier == .worker && status.state == .healthy)
      let process = try #require(status.worker?.process)
      #expect(process > 0 && process != getpid() && kill(process, 0) == 0)
    }

    @Test func `A thousand calls in a row are all answered`() throws {
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      for number in 0..<1000 { #expect(try fixture.ask("text.echo", "\(number)").text == "\(number)") }
      #expect(fixture.unrest.isEmpty)
    }

    @Test func `Payloads of every size come back as they were`() throws {
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      for size in [0, 1, 63, 64, 65, 1023, 4096, 65_535, 65_536, 65_537, 1 << 20, 5 << 20] {
        let text = String(repeating: "x", count: size)
        #expect(try fixture.ask("text.echo", text).text == text, "\(size) bytes")
      }
    }

    @Test func `Many callers at once each get their own answer`() throws {
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      let wrong = counted(threads: 8) { wrong in
        for number in 0..<300 {
          let text = "\(pthread_self()) \(number)"
          guard let answer = try? fixture.ask("text.echo", text), answer.text == text else {
            wrong.add(1, ordering: .relaxed)
            continue
          }
        }
      }
      #expect(wrong == 0)
      #expect(fixture.unrest.isEmpty)
    }

    @Test func `A worker that is killed comes back, and others do not notice`() throws {
      let fixture = HostFixture()
      try fixture.add("plain", offers: ["text.echo"]) { $0.tier = .worker }
      try fixture.add("plain", id: "test.other", offers: ["text.other"]) { $0.tier = .worker }
      let process = try #require(try fixture.status("test.plain").worker?.process)
      kill(process, SIGKILL)
      #expect(eventually { (try? fixture.ask("text.echo").text) == "hello" && fixture.restarts("test.plain") == 1 })
      #expect(try fixture.ask("text.other").text == "hello")
      #expect(fixture.log.count("its worker ended", agent: "test.plain") == 1)
    }
  }
}

extension HostFixture {
  func restarts(_ agent: String) -> Int { (try? status(agent))?.worker?.restarts ?? 0 }
}
