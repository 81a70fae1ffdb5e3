import FixtureBuilder
import RoundhouseModel
import Testing

@testable import RoundhouseIsolation

@Suite struct RestartPolicyTests {
  @Test func `the first restart follows at once, each further pause is about twice as long, the fifth end is the last`()
  {
    var policy = RestartPolicy()
    #expect(policy.ended(now: 1, chance: 0) == .restart(after: 0))
    for whole in [100, 200, 400] as [UInt64] {
      guard case .restart(let pause) = policy.ended(now: 2, chance: .random(in: 0 ... .max)) else {
        Issue.record("it is left alone")
        return
      }
      let spread = Nanoseconds.milliseconds(whole - whole / 4)...Nanoseconds.milliseconds(whole + whole / 4)
      #expect(spread.contains(pause), "\(whole): \(pause)")
    }
    #expect(policy.ended(now: 3, chance: 0) == .leaveAlone)
    #expect(policy.ended(now: 4, chance: 0) == .leaveAlone)
  }

  @Test func `ends that are long past count no more`() {
    var policy = RestartPolicy()
    for minute in 0..<100 as Range<UInt64> {
      #expect(policy.ended(now: minute * .seconds(60), chance: 0) == .restart(after: 0))
    }
  }

  @Test func `an operator's word begins anew`() {
    var policy = RestartPolicy()
    for _ in 0..<5 { _ = policy.ended(now: 1, chance: 0) }
    policy.forgive()
    #expect(policy.ended(now: 2, chance: 0) == .restart(after: 0))
  }

  @Test(arguments: [6, UInt64.random(in: 0 ... .max)])
  func `whatever happens, no pause is longer than the longest, and the window decides alone`(_ seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<200 {
      var policy = RestartPolicy()
      policy.limit = .random(in: 1...40, using: &random)
      var now: Nanoseconds = .random(in: 0 ... .seconds(1000), using: &random)
      var ends: [Nanoseconds] = []
      for _ in 0..<60 {
        now += .random(in: 0 ... .seconds(8), using: &random)
        ends.append(now)
        let recent = ends.count { $0 + policy.window > now }
        switch policy.ended(now: now, chance: random.next()) {
        case .leaveAlone: #expect(recent >= policy.limit, "seed \(seed)")
        case .restart(let pause):
          #expect(recent < policy.limit && pause <= policy.longestPause + policy.longestPause / 4, "seed \(seed)")
          #expect((pause == 0) == (recent == 1), "seed \(seed)")
        }
      }
    }
  }
}
