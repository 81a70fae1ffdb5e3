import FixtureBuilder
import Foundation

/// What `roundhouse check --json` said of one agent.
struct CheckedAgent: Decodable {
  struct Test: Decodable {
    struct Observation: Decodable {
      let state: String
      let expected: String?
      let happened: String
      let remedy: String?
    }

    let id: String
    let rule: String
    let tier: String?
    let state: String
    let milliseconds: Double
    let observations: [Observation]

    /// All that was seen, in one text.
    var words: String { observations.map(\.happened).joined(separator: "\n") }
    var remedies: String { observations.compactMap(\.remedy).joined(separator: "\n") }
  }

  let path: String
  let ok: Bool
  let level: String
  let seed: UInt64
  let passed: Int
  let failed: Int
  let skipped: Int
  let tests: [Test]

  /// The tests that did not pass, with what they saw.
  var complaints: String {
    tests.filter { $0.state == "failed" || $0.state == "warned" }.map { "\($0.id) \($0.state): \($0.words)" }
      .joined(separator: "\n")
  }

  func test(_ id: String) -> Test? { tests.first { $0.id == id } }

  /// Checks an agent's folder.
  static func check(_ folder: String, _ options: [String]) throws -> (agents: [CheckedAgent], status: Int32) {
    let ending = try Roundhouse.run(["check", folder, "--json", "--quiet"] + options)
    let agents = try JSONDecoder().decode([CheckedAgent].self, from: Data(ending.output.utf8))
    return (agents, ending.status)
  }
}

/// The command as it was built beside the tests.
enum Roundhouse {
  /// Whether there is time for what takes long.
  static var isSoak: Bool { ProcessInfo.processInfo.environment["ROUNDHOUSE_SOAK"] == "1" }

  /// In which tier sound agents are checked that need not be in both each time.
  static var usualTier: String { isSoak ? "both" : "host" }

  static let path = FixtureBuilder.products + "/roundhouse"

  static func run(_ arguments: [String]) throws -> Command {
    // One of the fixtures reads a variable.
    try Command.run(["env", "-u", "ROUNDHOUSE_CONFIG", "NO_COLOR=1", "CHECK_FIXTURE=set", path] + arguments)
  }
}
