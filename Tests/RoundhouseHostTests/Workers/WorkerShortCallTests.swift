import CPlatform
import RoundhouseLoading
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Calls of agents that are asked by the very thread of the worker that reads: whatever the agent does then, each call
  /// is answered once.
  @Suite struct WorkerShortCalls {
    let fixture = HostFixture()

    private func add(_ agent: String, _ capability: String) throws {
      try fixture.add(agent, offers: [capability]) { manifest in
        manifest.tier = .worker
        manifest.isBlocking = false
        manifest.breaker.failureThreshold = 1000
      }
    }

    @Test func `an answer counts although invoke returns an error after it`() throws {
      try add("completes-twice", "text.rude")
      #expect(try fixture.ask("text.rude", "return -8").text == "first")
      #expect(eventually { (try? fixture.status("test.completes-twice").misbehaviours) == 1 })
      let status = try fixture.status("test.completes-twice")
      #expect(status.lastMisbehaviour == Misbehaviour.completedAfterError.rawValue)
      #expect(fixture.unrest == "")
    }

    @Test func `a completion that breaks a rule is an answer, also where invoke returns what it returned`() throws {
      try add("wrong-sizes", "text.size")
      let wrong = ["short", "empty", "null", "huge", "large", "positive", "chunk then huge"]
      for payload in wrong {
        let error = fixture.failure("text.size", payload)
        #expect(error?.code == .agentError && error?.hasStarted == true, "\(payload)")
        #expect(try fixture.ask("text.size", "fine").text == "fine", "after \(payload)")
      }
      #expect(eventually { (try? fixture.status("test.wrong-sizes").misbehaviours) == UInt64(wrong.count) })
      #expect(fixture.unrest == "")
    }

    @Test func `an error with details, and an error without an answer`() throws {
      try add("fails", "text.fail")
      let told = fixture.failure("text.fail", "-5 1 1")
      #expect(told?.code == .overloaded && told?.agentCode == "on_purpose" && told?.isRetryable == true)
      #expect(fixture.failure("text.fail", "return -8")?.code == .agentError)
      #expect(try fixture.ask("text.fail", "answered").text == "answered")
      #expect(fixture.unrest == "")
    }

    @Test func `threads of the agent that answer during, at the end of and after invoke all answer once`() throws {
      try add("completes-twice", "text.race")
      try add("later", "text.later")
      try fixture.host.setEnabled("test.completes-twice", true)
      for count in 1...10 {
        let text = try fixture.ask("text.race", "other").text
        #expect(text == "first" || text == "other")
        #expect(eventually { (try? fixture.status("test.completes-twice").misbehaviours) == UInt64(count) })
      }
      let wrong = counted(threads: 4) { wrong in
        for number in 0..<200 where (try? fixture.ask("text.later", "\(number % 3)").text) != "later" {
          wrong.add(1, ordering: .relaxed)
        }
      }
      #expect(wrong == 0)
      #expect(fixture.unrest == "")
      #expect(try fixture.status("test.later").misbehaviours == 0)
    }

    @Test func `a call that is given up keeps its place until its agent completes it`() throws {
      try add("never-completes", "text.hold")
      let error = fixture.failure("text.hold", "x") { $0.deadline = milliseconds(50) }
      #expect(error?.code == .deadlineExceeded)
      #expect(eventually { fixture.log.count("cancelled", agent: "test.never-completes") == 1 })
      #expect(try fixture.ask("text.hold", "release").text == "1")
      #expect(fixture.unrest == "")
      #expect(try fixture.status("test.never-completes").misbehaviours == 0)
    }
  }
}
