import AgentFixtures
import CPlatform
import Foundation
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  @Suite struct StormTests {
    /// Good and bad generations, one in three bad, told apart by their version.
    private static let ills: [GenerationIll] = [
      .none, .errors, .none, .none, .slow, .none, .none, .create, .none, .rules,
    ]
    private static let isSoak = ProcessInfo.processInfo.environment["ROUNDHOUSE_SOAK"] == "1"

    @Test func `a hundred replacements under load: nobody fails, and no bad generation stays`() throws {
      let fixture = HostFixture { $0.retryShare = 1 }
      var policy = ReplacementPolicy.half
      if Self.isSoak { policy.share = 5 }
      try fixture.host.add(fixture.generation("0.0.0"))
      let seen = Mutex<[String: Int]>([:])
      let errors = Mutex<[String]>([])
      let crew = Crew(4) { crew in
        while !crew.isStopped {
          do throws(RoundhouseError) {
            // The soak is about how many calls there are: mostly those that take no time.
            let isQuick = Self.isSoak && crew.count.add(1, ordering: .relaxed).newValue % 8 != 0
            let version = try fixture.ask("text.do", isQuick ? "x" : "pause").text
            seen.withLock { $0[version, default: 0] += 1 }
          } catch {
            errors.withLock { $0.append(error.description) }
          }
        }
      }
      #expect(eventually { seen.withLock { !$0.isEmpty } })
      var stays = "0.0.0"
      let begun = platform_now()
      var mistakes = 0
      let rounds = Self.isSoak ? 100 : 30
      for round in 1...rounds {
        let ill = Self.ills[round % Self.ills.count]
        let version = "\(round).0.0"
        try? fixture.host.add(fixture.generation(version, ill: ill, salt: round % 4, replacing: policy))
        let report = try #require(fixture.ended(as: version))
        // How long calls take is not in the test's hand alone: a busy machine may mislead the comparison now and then.
        let isMistaken = (report.phase == .promoted) != (ill == .none)
        if isMistaken, ill == .slow || report.reason.contains("times as long") {
          mistakes += 1
        } else {
          #expect(!isMistaken, "\(ill): \(report.phase), \(report.reason)")
        }
        if report.phase == .promoted { stays = version }
        #expect(try fixture.status("test.generation").version == stays)
      }
      #expect(mistakes <= rounds / 10)
      let answers = seen.withLock { $0.values.reduce(0, +) }
      print("storm: \(answers) answers in \((platform_now() - begun) / 1_000_000) ms, \(rounds) replacements")
      crew.stop()
      crew.wait()
      #expect(errors.withLock { $0 } == [])
      // By the agents' own word: no generation that always fails or does not start has answered.
      for (version, _) in seen.withLock({ $0 }) {
        let round = Int(version.split(separator: ".")[0]) ?? 0
        #expect(round == 0 || ![.errors, .create].contains(Self.ills[round % Self.ills.count]), "\(version)")
      }
      #expect(fixture.unrest == "")
      #expect(try fixture.status("test.generation").misbehaviours == 0)
    }
  }
}
