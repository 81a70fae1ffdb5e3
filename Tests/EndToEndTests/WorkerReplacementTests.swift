import FixtureBuilder
import Foundation
import Testing

@Suite("Replacement in the worker tier")
struct WorkerReplacementTests {
  /// A generation as it is put before the host, and what must become of it.
  private enum Kind: String, CaseIterable {
    case good = ""
    case errors, slow, create, crashes, selfTest

    var answers: Bool { ![.errors, .create, .selfTest].contains(self) }
  }

  private static let order: [Kind] = [
    .good, .errors, .good, .good, .crashes, .good, .slow, .good, .create, .good, .good, .selfTest,
  ]
  private static let rounds = House.isSoak ? 100 : 30
  private static let configuration = """
    {"retryBudget": {"ratio": 1}, "agents": {"acme.worker": {"replacement":
      {"share": \(House.isSoak ? 20 : 50), "calls": 20, "quiet": "20s"}}}}
    """

  private struct History: Decodable {
    struct Generation: Decodable { let version: String }
    struct Replacement: Decodable {
      let phase: String
      let reason: String?
      let new: Generation
    }
    let replacements: [Replacement]
  }

  @Test(.timeLimit(.minutes(15)))
  func `Good and bad generations in turn: no request fails, every bad one is rolled back`() throws {
    let host = try RunningHost(configuration: Self.configuration)
    try Self.put(0, .good, in: host.agents)
    #expect(try eventually { try host.call("work.do", "1").body == "0.0.0" })
    let clients = Clients.start(House.isSoak ? 16 : 4, asking: .init(capability: "work.do"), port: host.port)
    let begun = Date()
    var (stays, mistakes, outcomes) = ("0.0.0", 0, ["promoted": 0, "rolled-back": 0])
    for round in 1...Self.rounds {
      let kind = Self.order[round % Self.order.count]
      try Self.put(round, kind, in: host.agents)
      let report = try Self.end(of: "\(round).0.0", in: host)
      outcomes[report.phase, default: 0] += 1
      // How long calls take is not in the test's hand alone: a busy machine may mislead the comparison now and then.
      if (report.phase == "promoted") == (kind == .good) {
      } else if kind == .slow || report.reason?.contains("times as long") == true {
        mistakes += 1
        print("misjudged: \(round), \(kind): \(report.phase), \(report.reason ?? "")")
      } else {
        Issue.record("\(round), \(kind): \(report.phase), \(report.reason ?? "")")
      }
      if report.phase == "promoted" { stays = "\(round).0.0" }
    }
    let seconds = Date().timeIntervalSince(begun)
    #expect(try eventually { try host.call("work.do", "1").body == stays })
    clients.stop()
    #expect(clients.failures == [])
    #expect(mistakes <= Self.rounds / 4)
    Self.judge(clients.answers)
    print(
      "worker tier: \(Self.rounds) replacements in \(Int(seconds)) s, \(outcomes), "
        + "\(clients.count) answers, \(Int(Double(clients.count) / seconds))/s, \(mistakes) misjudged")
    #expect(host.stop().status == 0)
  }

  /// By the agents' own word: who cannot answer has not answered, and every good one had its share.
  private static func judge(_ answers: [String: Int]) {
    for version in answers.keys {
      let round = version.split(separator: ".").first.flatMap { Int($0) } ?? -1
      #expect(version == "\(round).0.0")
      #expect(round == 0 || order[round % order.count].answers, "\(version)")
    }
    #expect(answers.count > rounds / 2)
  }

  private static func put(_ round: Int, _ kind: Kind, in agents: String) throws {
    let ill = kind == .selfTest ? "" : kind.rawValue
    let test = kind == .selfTest ? #""selfTest": [{"capability": "work.do", "input": 1, "output": 2}],"# : ""
    try Bundle.write(
      """
      {"manifestVersion": 1, "id": "acme.worker", "version": "\(round).0.0", "library": "lib.so", "tier": "worker",
       "config": {"ill": "\(ill)"}, \(test) "capabilities": [{"name": "work.do", "idempotent": true}]}
      """, "worker", in: agents, library: FixtureBuilder.build("generation", flags: ["-DSALT=\(round % 4)"]),
      as: "lib.so")
  }

  private static func end(of version: String, in host: RunningHost) throws -> History.Replacement {
    var report: History.Replacement?
    _ = try eventually(60) {
      let text = try host.get("/v1/agents/acme.worker/history").body
      report = try JSONDecoder().decode(History.self, from: Data(text.utf8)).replacements.first {
        $0.new.version == version && ["promoted", "rolled-back"].contains($0.phase)
      }
      return report != nil
    }
    guard let report else {
      throw Failure("\(version) did not end: \(try host.get("/v1/agents/acme.worker/history").body)")
    }
    return report
  }
}
