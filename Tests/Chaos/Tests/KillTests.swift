import FixtureBuilder
import Foundation
import RoundhouseRuns
import RunLives
import Testing

/// `kill -9` before and after each commit, and at any moment: every run goes on with the next life and comes to the same
/// end; finished steps are not asked again, and what was under way is, with the same key.
@Suite(.serialized) struct KillTests {
  /// In `make test` all work is done in one life; in `make soak` each kind also alone, and each life dies.
  private static let groups: [[LifeWork]] =
    isSoak ? [LifeWork.allCases] + LifeWork.allCases.map { [$0] } : [LifeWork.allCases]

  @Test(
    "M-074 Killed at each commit in turn, every run comes to the end that it would have come to",
    arguments: groups, LifeStore.Death.Side.allCases)
  func everyCommit(work: [LifeWork], side: LifeStore.Death.Side) async throws {
    let expected = try await Undisturbed.outputs(of: work)
    var commit = 0
    var ending = LifeProcess.Ending.signal(SIGKILL)
    while ending == .signal(SIGKILL) {
      commit += 1
      let folder = try TemporaryFolder()
      var life = Life(folder.path)
      life.work = work
      life.death = LifeStore.Death(commit: commit, side: side)
      ending = try run(life)
      life.death = nil
      #expect(try run(life) == .exit(0))
      try judge(life, expected, "killed \(side) commit \(commit)")
    }
    #expect(ending == .exit(0))
    // Each kind has some; together they share them.
    #expect(commit > (work.count == 1 ? 2 : 8))
    print("\(work.count == 1 ? work[0].rawValue : "all work") killed \(side) each of \(commit - 1) commits")
  }

  @Test("M-074 When each life is killed at its second commit of records, each brings the runs further, and all end")
  func everyLife() async throws {
    let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
    let folder = try TemporaryFolder()
    var life = Life(folder.path)
    var death = LifeStore.Death(commit: 2, side: .before)
    death.ofRecords = true
    life.death = death
    var lives = 1
    while try run(life) == .signal(SIGKILL) {
      lives += 1
      try #require(lives < 200, "lives bring the runs no further")
    }
    try judge(life, expected, "\(lives) lives")
  }

  /// A fresh folder each round, as every life reads all that the agents' log has.
  @Test("M-074 Killed at random moments, again and again", arguments: 1...(isSoak ? 20 : 1))
  func anyMoment(round: Int) async throws {
    let kills = isSoak ? 50 : 20
    let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
    let folder = try TemporaryFolder()
    var life = Life(folder.path)
    life.copies = 2
    var batches: [String] = []
    for kill in 1...kills {
      batches.append("b\(kill)")
      life.batches = [batches[kill - 1]]
      let lines = size(life.log)
      let process = try LifeProcess(life)
      // It begins to live when it writes into its log.
      while size(life.log) == lines, !process.hasEnded { usleep(500) }
      usleep(UInt32.random(in: 0...40_000))
      process.signal(SIGKILL)
      _ = process.wait()
    }
    life.batches = batches
    #expect(try run(life) == .exit(0))
    let verdict = try judge(life, expected, "round \(round)")
    #expect(verdict.repeated > 0)
    print("round \(round), \(kills) kills: \(verdict)")
  }

  private func size(_ path: String) -> Int {
    ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0
  }

  private func run(_ life: Life) throws -> LifeProcess.Ending {
    let process = try LifeProcess(life)
    let ending = process.wait()
    if ending != .signal(SIGKILL), ending != .exit(0) { Issue.record("\(process.text)") }
    return ending
  }

  @discardableResult
  private func judge(_ life: Life, _ expected: [LifeWork: [UInt8]], _ what: String) throws -> LifeVerdict {
    let verdict = try LifeVerdict(life, expected: expected)
    #expect(verdict.complaints.isEmpty, "\(what): \(verdict)")
    return verdict
  }
}
