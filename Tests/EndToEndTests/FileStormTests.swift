import FixtureBuilder
import Foundation
import Glibc
import Testing

@Suite("Files that change under a host")
struct FileStormTests {
  private static let rounds = House.isSoak ? 1_000 : 100

  @Test(.timeLimit(.minutes(20)))
  func `Libraries and manifests are torn in every way, and only what was complete ever answers`() throws {
    let host = try RunningHost(
      configuration: #"{"replacement": {"share": 50, "calls": 10, "quiet": "200ms"}, "retryBudget": {"ratio": 1}}"#)
    let seed = UInt64.random(in: 0 ... .max)
    var storm = try FileStorm(in: host.agents, seed: seed)
    let bystanders = Clients.start(2, asking: .init(capability: "text.echo", answer: "1", rate: 100), port: host.port)
    let askers = FileStorm.tiers.map {
      Clients.start(2, asking: .init(capability: "storm.\($0)", rate: 300), port: host.port)
    }
    for _ in 0..<Self.rounds {
      try storm.rage()
      if host.program.hasEnded { break }
    }
    #expect(!host.program.hasEnded, "seed \(seed), after \(storm.last)\n\(host.program.errors.suffix(4_000))")
    let last = try storm.calm()
    for tier in FileStorm.tiers {
      var answer = ""
      let isGood = try eventually {
        answer = try host.call("storm.\(tier)", "1").body
        return answer == last
      }
      #expect(isGood, "seed \(seed), \(tier): \(answer), not \(last)")
    }
    (askers + [bystanders]).forEach { $0.stop() }
    #expect(bystanders.failures == [], "seed \(seed)")
    for clients in askers { Self.judge(clients, storm, seed) }
    print("files torn \(Self.rounds) times: \(askers.map(\.count)) answers, \(askers.map(\.answers.count)) versions")
    #expect(host.stop().status == 0)
  }

  /// An agent whose manifest is gone is unknown; nothing else excuses a request, and no answer is of a mixture.
  private static func judge(_ clients: Clients, _ storm: FileStorm, _ seed: UInt64) {
    for answer in clients.answers.keys { #expect(storm.whole.contains(answer), "seed \(seed): \(answer)") }
    for failure in clients.failures {
      let isExcused = ["unknown_capability", "no_healthy_agent", "cancelled"].contains { failure.contains($0) }
      #expect(isExcused, "seed \(seed): \(failure)")
    }
    #expect(clients.count > 100)
    #expect(clients.answers.count > 1)
  }
}
