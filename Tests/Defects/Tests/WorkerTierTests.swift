import DefectTable
import RoundhouseModel
import Testing

extension DefectTests {
  @Suite(.enabled(if: DefectFixture.workerObjection.isEmpty, "\(DefectFixture.workerObjection)"))
  struct `In the worker tier` {
    @Test(.timeLimit(.minutes(30)))
    func `Every defect is contained, and no request of others fails`() throws {
      let rows = try DefectFixture.expect(DefectCatalog.all, in: .worker)
      #expect(rows.count == DefectCatalog.all.count)
      #expect(rows.allSatisfy { $0.verdict.outcome.isContained || $0.verdict.outcome == .notRun })
    }
  }
}
