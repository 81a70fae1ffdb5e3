import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

struct HistoryTests {
  private static func report(_ agent: String, _ number: Int) -> ReplacementReport {
    let old = GenerationReport(generation: UInt64(number), version: "1.0.\(number)", sha256: "ab")
    var new = GenerationReport(generation: UInt64(number + 1), version: "1.0.\(number + 1)", sha256: "cd")
    (new.calls, new.errors, new.p95) = (20, 1, 1 << 20)
    var report = ReplacementReport(agent: agent, old: old, new: new, began: .init(.probing, 1_700_000_000_123_456_789))
    report.steps.append(.init(number % 2 == 0 ? .promoted : .rolledBack, 1_700_000_001_000_000_000))
    report.reason = "because of \(number)"
    (report.share, report.isHeld) = (5, number % 3 == 0)
    return report
  }

  @Test func `a report is the same after it was JSON`() throws {
    for number in 0..<4 {
      let report = Self.report("acme.agent", number)
      #expect(ReplacementReport(try JSONDocument(parsing: report.json()).root) == report)
    }
  }

  @Test func `of each agent the last 32 are kept, and over all a bounded number`() {
    var history = ReplacementHistory()
    for number in 0..<100 { history.append(Self.report("acme.one", number)) }
    history.append(Self.report("acme.two", 0))
    #expect(history.reports(of: "acme.one").map(\.old.generation) == (68..<100).map { UInt64($0) })
    #expect(history.reports(of: "acme.two").count == 1)
    #expect(history.outcomes["acme.one"]?.promoted == 50)
    for agent in 0..<80 {
      for number in 0..<32 { history.append(Self.report("acme.agent-\(agent)", number)) }
    }
    #expect(history.reports.count == ReplacementHistory.total)
    #expect(history.reports(of: "acme.agent-79").count == 32)
  }

  /// Keeps in memory what is saved.
  private final class Keeping: HistoryKeeping {
    let kept = Mutex<[ReplacementReport]>([])
    func load() throws(RoundhouseError) -> [ReplacementReport] { kept.withLock { $0 } }
    func save(_ reports: [ReplacementReport]) throws(RoundhouseError) { kept.withLock { $0 = reports } }
  }

  @Test func `what is kept is there in the next host, and a host that ends has kept all`() throws {
    let keeping = Keeping()
    for round in 1...2 {
      let fixture = HostFixture(history: keeping)
      try fixture.host.add(fixture.generation("\(round).0.0"))
      try fixture.host.add(fixture.generation("\(round).1.0"))
      fixture.host.drain(until: milliseconds(5000))
      #expect(keeping.kept.withLock { $0.map(\.new.version) } == Array(["1.1.0", "2.1.0"].prefix(round)))
      #expect(try fixture.host.history(of: "test.generation").count == round)
    }
  }
}
