import DefectTable
import Glibc
import RoundhouseModel
import Testing

/// The program under test, once for all tests.
enum DefectFixture {
  static let program = Result { try HostProgram() }

  /// Whether the tests have their whole budgets.
  static let isSoak = getenv("ROUNDHOUSE_SOAK").map { String(cString: $0) } == "1"

  /// Why there are no experiments with workers; empty if there are.
  static let workerObjection: String = {
    do { return try WorkerTier.objection(program.get()) } catch { return "\(error)" }
  }()

  /// Runs defects, each in a host of its own in a soak, and records what is not as expected.
  static func expect(_ defects: [Defect], in tier: Tier) throws -> [Row] {
    let settings = isSoak ? ExperimentSettings(tier: tier) : .short(tier)
    let experiment = Experiment(try program.get(), settings)
    let groups = isSoak ? defects.map { [$0] } : DefectCatalog.hosts(for: defects)
    var rows = try groups.flatMap { try experiment.run($0) }.map(Row.init)
    // Several in one host can spoil each other's figures. What is not as expected there has to be so in a host of its own,
    // watched for as long as the command watches it.
    if !isSoak {
      let alone = Experiment(try program.get(), ExperimentSettings(tier: tier))
      for place in rows.indices where !rows[place].verdict.objections.isEmpty {
        let defect = rows[place].observation.defect
        print("\(defect.name), \(tier.rawValue) tier, once more and alone: \(rows[place].verdict.objections)")
        rows[place] = Row(try alone.run([defect])[0])
      }
    }
    for row in rows {
      for objection in row.verdict.objections {
        Issue.record("\(row.observation.defect.name), \(tier.rawValue) tier: \(objection)")
      }
    }
    print("\n" + TableText.plain(rows) + TableText.summary(rows))
    return rows
  }
}
