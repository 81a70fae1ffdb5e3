import Foundation
import Glibc
import Testing

@Suite("Runs of a host that is killed")
struct RunKillTests {
  /// In each life of the host.
  private static let runs = 6
  private static var kills: Int { House.isSoak ? 100 : 5 }
  private static let steps = 12

  /// Two lines of steps beside one another, then the rest of them in turn.
  private static let plan: String = {
    let side = (0..<4).map { #"{"id": "s\#($0)", "capability": "ledger", "input": {"step": \#($0)}}"# }
    let turn = (4..<steps).map {
      #"{"id": "s\#($0)", "capability": "ledger", "input": {"step": \#($0)}, "#
        + #""dependencies": ["s\#($0 == 4 ? 0 : $0 - 1)"]}"#
    }
    return #"{"id": "twelve", "parallel": true, "steps": [\#((side + turn).joined(separator: ","))]}"#
  }()

  @Test(.timeLimit(.minutes(10)))
  func `Every run goes on with the next host, no finished step is asked again, and repeats have the same key`() throws {
    let state = try House.folder("state")
    let agents = try House.folder("agents")
    let ledger = try House.folder("ledger") + "/calls"
    let folder = (ledger as NSString).deletingLastPathComponent
    chmod(folder, 0o777)
    try Bundle.fixture(
      "keeps-a-ledger", as: "ledger", in: agents, timeout: "5s",
      more: #""blocking": true, "concurrency": 16, "config": {"ledger": "\#(ledger)"}, "#
        + #""permissions": {"write": ["\#(folder)"]},"#)

    var host = try RunningHost(agents: agents, state: state)
    var numbers: [String] = []
    for _ in 0..<Self.kills {
      for _ in 0..<Self.runs { numbers.append(try Self.begin(host)) }
      usleep(UInt32.random(in: 1_000...40_000))
      host.program.signal(SIGKILL)
      _ = host.program.wait()
      host = try RunningHost(agents: agents, state: state)
    }
    let last = host
    let isDone = try eventually(120) { try numbers.allSatisfy { try Self.run($0, last).state == "completed" } }
    #expect(isDone)

    var keys: Set<String> = []
    for number in numbers {
      let run = try Self.run(number, host)
      let calls = run.steps.filter { $0.kind == "call" }.map(\.step)
      #expect(calls.count == Self.steps && Set(calls).count == Self.steps, "\(number): \(calls)")
      keys.formUnion(calls.map { "\(number)/\($0)" })
    }
    let asked = try String(contentsOfFile: ledger, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(Set(asked) == keys)
    // At most what was in flight at each kill is asked again: four lines of steps in each run that was not over, and
    // seldom are there more of these than two lives have begun.
    #expect(asked.count - keys.count <= Self.kills * Self.runs * 4 * 2)
    print("runs: \(keys.count) steps, \(asked.count - keys.count) asked again after \(Self.kills) kills")
    #expect(host.stop().status == 0)
  }

  private static func begin(_ host: RunningHost) throws -> String {
    let body = #"{"document": \#(plan), "input": {}}"#
    let answer = try host.connection().send("POST", "/v1/runs", body)
    #expect(answer.status == 200, "\(answer.body)")
    return try #require(Run(answer.body)?.run)
  }

  private static func run(_ number: String, _ host: RunningHost) throws -> Run {
    let answer = try host.get("/v1/runs/" + number)
    return try #require(Run(answer.body), "\(answer.body)")
  }

  private struct Run: Decodable {
    struct Step: Decodable {
      let step: String
      let kind: String
    }

    let run: String
    let state: String
    let steps: [Step]

    init?(_ text: String) {
      guard let run = try? JSONDecoder().decode(Run.self, from: Data(text.utf8)) else { return nil }
      self = run
    }
  }
}
