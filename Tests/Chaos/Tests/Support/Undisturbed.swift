import FixtureBuilder
import RoundhouseRuns
import RunLives
import Testing

/// What work comes to when nothing disturbs it.
enum Undisturbed {
  static func outputs(of work: [LifeWork]) async throws -> [LifeWork: [UInt8]] {
    let folder = try TemporaryFolder()
    var life = Life(folder.path)
    life.work = work
    let outcomes = try await life.live()
    var outputs: [LifeWork: [UInt8]] = [:]
    for (key, work) in life.tasks {
      let outcome = try #require(outcomes[key])
      try #require(outcome.state == .completed, "\(work): \(outcome)")
      outputs[work] = outcome.output
    }
    return outputs
  }
}
