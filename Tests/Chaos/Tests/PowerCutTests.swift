import CFaultyDisk
import FixtureBuilder
import RunLives
import Testing

extension FaultyDiskTests {
  /// The power goes at each write, flush and cut of a file in turn: what was not flushed is kept, lost or torn, and every
  /// run goes on with what was confirmed.
  @Suite(.serialized) struct PowerCutTests {
    /// In `make test` every seventh; in `make soak` each, with three ways of losing what was not flushed.
    private static let seeds: ClosedRange<UInt64> = isSoak ? 1...3 : 1...1
    private static let step: UInt64 = isSoak ? 1 : 7

    @Test("Cut at each request in turn, every run comes to the end that it would have come to", arguments: seeds)
    func everyRequest(seed: UInt64) async throws {
      let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
      var request = seed
      var repeated = 0
      while true {
        let folder = try TemporaryFolder()
        let life = try FaultyDiskTests.life(folder)
        faulty_disk_cut_after(request)
        _ = try? await life.live()
        guard faulty_disk_is_cut() == 1 else { break }
        faulty_disk_restart(seed &* 1_000_003 &+ request)
        _ = try await life.live()
        let verdict = try LifeVerdict(life, expected: expected)
        #expect(verdict.complaints.isEmpty, "cut at request \(request): \(verdict)")
        repeated += verdict.repeated
        request += Self.step
      }
      #expect(request > 100 && repeated > 0)
      print(
        "seed \(seed): cut at \((request - seed) / Self.step) of \(request) requests, \(repeated) steps asked again")
    }

    @Test("Cut again and again in the life of the same runs, they come to their end")
    func again() async throws {
      let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
      var chance = Seeded(11)
      for _ in 0..<(isSoak ? 200 : 5) {
        let folder = try TemporaryFolder()
        let life = try FaultyDiskTests.life(folder)
        var cuts = 0
        repeat {
          faulty_disk_restart(chance.next())
          faulty_disk_cut_after(UInt64(10 + chance.below(60)))
          _ = try? await life.live()
          cuts += 1
          try #require(cuts < 200, "lives bring the runs no further")
        } while faulty_disk_is_cut() == 1
        faulty_disk_cut_after(0)
        let verdict = try LifeVerdict(life, expected: expected)
        #expect(verdict.complaints.isEmpty, "\(cuts) lives: \(verdict)")
      }
    }
  }
}
