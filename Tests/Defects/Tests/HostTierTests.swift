import DefectTable
import RoundhouseModel
import Testing

extension DefectTests {
  @Suite struct `In the host tier` {
    @Test(.timeLimit(.minutes(10)))
    func `What a host can outlive disturbs nobody, and every caller is answered in time`() throws {
      let defects = DefectCatalog.gentle(in: .host)
      let rows = try DefectFixture.expect(defects, in: .host)
      #expect(rows.count == defects.count)
    }

    @Test(.timeLimit(.minutes(5)))
    func `Agents that hold a processor for ever take it from others, but fail none of their requests`() throws {
      let rows = try DefectFixture.expect(DefectCatalog.lingering(in: .host), in: .host)
      #expect(rows.allSatisfy { $0.observation.load.sent > 100 })
    }

    /// If this were not seen, no other line of the table would be worth anything.
    @Test(.timeLimit(.minutes(2)))
    func `A host that ends with its agent is seen to end, and others' requests to fail`() throws {
      let defect = try #require(DefectCatalog.find("kills-itself"))
      let row = try #require(try DefectFixture.expect([defect], in: .host).first)
      #expect(row.verdict.outcome == .endsHost)
      #expect(row.observation.hostEnd == ProcessEnd(word: 9))
      #expect(row.observation.load.failed > 0)
      #expect(row.observation.callers.contains { $0.status == 0 })
    }

    @Test(.enabled(if: DefectFixture.isSoak, "the whole column is for a soak"), .timeLimit(.minutes(30)))
    func `Every other defect comes to what is expected of it`() throws {
      let done = Set((DefectCatalog.gentle(in: .host) + DefectCatalog.lingering(in: .host)).map(\.name))
      let rows = try DefectFixture.expect(DefectCatalog.all.filter { !done.contains($0.name) }, in: .host)
      #expect(rows.count + done.count == DefectCatalog.all.count)
    }
  }
}
