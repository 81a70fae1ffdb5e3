import DefectTable
import RoundhouseModel
import Testing

extension DefectTests {
  @Suite struct `In the host tier` {
    @Test(.timeLimit(.minutes(10)))
    func `What a host can outlive fails no request of others, and every caller is answered in time`() throws {
      let defects = DefectCatalog.outlived(in: .host)
      let rows = try DefectFixture.expect(defects, in: .host)
      #expect(rows.count == defects.count)
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
      let defects = DefectCatalog.all.filter { $0.expected[.host]?.mayDisturb == true }
      #expect(try DefectFixture.expect(defects, in: .host).count == defects.count)
    }
  }
}
