import DefectTable
import RoundhouseModel
import Testing

extension DefectTests {
  @Suite struct `The table` {
    private func row(_ change: (inout Observation) -> Void = { _ in }) throws -> Row {
      var observation = Observation(try #require(DefectCatalog.find("aborts")), .worker)
      observation.deadline = 500
      observation.load.sent = 3000
      observation.isInMetrics = true
      observation.callers = [
        CallerReport(status: 502, code: "agent_crashed", milliseconds: 2.2),
        CallerReport(status: 502, code: "agent_crashed", milliseconds: 4.8),
        CallerReport(status: 200, agent: "standby.aborts", milliseconds: 1),
      ]
      change(&observation)
      return Row(observation)
    }

    @Test func `counts what callers got, with the longest wait`() throws {
      let text = TableText.plain([try row()])
      #expect(text.contains("2 × 502 agent_crashed ≤ 5 ms; 1 × the standby's answer ≤ 1 ms"))
      #expect(text.contains("0/3000"))
    }

    @Test func `shows each objection below its line, in Markdown below the table`() throws {
      let bad = try row { $0.load.failed = 7 }
      #expect(TableText.plain([bad]).contains("✗ 7 of 3000 requests of others failed"))
      #expect(TableText.markdown([bad]).contains("- aborts, worker: 7 of 3000 requests of others failed"))
      #expect(!TableText.markdown([try row()]).contains("Not as expected"))
    }

    @Test func `says in one line how many came to what`() throws {
      let rows = [try row(), try row { $0.notRun = "it would end this machine" }]
      #expect(TableText.summary(rows) == "2 experiments: 1 contained; 1 not run. All as expected.")
      #expect(TableText.plain(rows).contains("it would end this machine"))
    }

    @Test func `is valid JSON with its figures`() throws {
      let root = try JSONDocument(parsing: try row().json()).root
      #expect(root["outcome"]?.string == "contained")
      #expect(root["others"]?["sent"]?.int == 3000)
      #expect(root["callers"]?.count == 3)
      #expect(root["objections"]?.count == 0)
    }
  }
}
