import DefectTable
import RoundhouseModel
import Testing

extension DefectTests {
  @Suite struct `A verdict` {
    /// What a worker's defect looks like when all is well.
    private func sound(_ name: String = "segfault-in-invoke", _ tier: Tier = .worker) throws -> Observation {
      var observation = Observation(try #require(DefectCatalog.find(name)), tier)
      observation.deadline = 500
      observation.load.sent = 1000
      observation.logLine = "its worker ended"
      observation.callers = [CallerReport(status: 502, code: "agent_crashed", milliseconds: 3)]
      return observation
    }

    @Test func `has nothing to object to where all went well`() throws {
      let verdict = Verdict(try sound())
      #expect(verdict.outcome == .contained)
      #expect(verdict.objections == [])
    }

    @Test func `tells restarted, quarantined and refused agents apart`() throws {
      var seen = try sound()
      seen.agent.restarts = 2
      #expect(Verdict(seen).outcome == .restarted)
      seen.agent.state = "quarantined"
      #expect(Verdict(seen).outcome == .quarantined)
      seen.agent.rejection = "create failed"
      #expect(Verdict(seen).outcome == .refused)
    }

    @Test func `objects to a host that ended, hangs, or does not end when it is told to`() throws {
      var ended = try sound()
      ended.hostEnd = ProcessEnd(word: 11)
      #expect(Verdict(ended).outcome == .endsHost)
      #expect(!Verdict(ended).objections.isEmpty)
      var silent = try sound()
      silent.answers = false
      #expect(Verdict(silent).outcome == .hangsHost)
      var stubborn = try sound()
      stubborn.endsWhenTold = false
      #expect(Verdict(stubborn).outcome == .hangsHost)
      #expect(!Verdict(stubborn).objections.isEmpty)
    }

    @Test func `objects to what was reached, and to processes that stay behind`() throws {
      var seen = try sound("reads-secrets")
      seen.reached = ["/etc/shadow"]
      #expect(Verdict(seen).outcome == .reachesOut)
      #expect(!Verdict(seen).objections.isEmpty)
      seen.reached = []
      seen.orphans = ["roundhouse-worker"]
      #expect(Verdict(seen).outcome == .reachesOut)
    }

    @Test func `objects to one failed request of others, and to a load that was none`() throws {
      var seen = try sound()
      seen.load.failed = 1
      seen.load.firstFailure = "the connection was lost"
      #expect(Verdict(seen).objections == ["1 of 1000 requests of others failed: the connection was lost"])
      seen.load = LoadFigures()
      #expect(Verdict(seen).objections.count == 1)
    }

    @Test func `objects to callers without an answer, without a code, or too late`() throws {
      let bad = [
        CallerReport(status: 0, milliseconds: 2500), CallerReport(status: 500, milliseconds: 1, text: "oops"),
        CallerReport(status: 504, code: "deadline_exceeded", milliseconds: 500 + Verdict.grace + 1),
      ]
      for caller in bad {
        var seen = try sound()
        seen.callers = [caller]
        #expect(Verdict(seen).objections.count == 1)
      }
    }

    @Test func `objects to a culprit that nobody names`() throws {
      var seen = try sound()
      seen.logLine = ""
      #expect(Verdict(seen).objections == ["neither log nor metrics nor the agent's page name it"])
      seen.isInMetrics = true
      #expect(Verdict(seen).objections == [])
      seen.isInMetrics = false
      seen.agent.lastEnding = "signal 11"
      #expect(Verdict(seen).objections == [])
    }
  }
}
