internal import RoundhouseConformance
internal import RoundhouseModel

/// What a command line asked `check` for.
struct CheckRequest: Sendable {
  var level = CheckLevel.full
  var tiers = Tier.allCases
  var seed: UInt64 = 1
  var duration = Nanoseconds.seconds(60)
  /// Tests by id; empty: all of the level.
  var only: [String] = []
  /// How long each test may take; nil: what is right for it.
  var limit: Nanoseconds?
  /// Whether a warning counts as a problem.
  var isStrict = false
  /// The configuration file; empty: where it is looked for usually.
  var configuration = ""

  /// How long a test may take.
  func limit(of test: ConformanceTest) -> Nanoseconds {
    limit ?? test.timeLimit &+ (level == .soak ? duration &+ .seconds(60) : 0)
  }

  /// The command line of the process in which one test is made.
  func childWords(_ path: String, _ planned: ConformanceSuite.Planned) -> [String] {
    let words = [
      CheckChildCommand.name, path, "--test", planned.test.id, "--tier", (planned.tier ?? .host).rawValue,
      "--seed", "\(seed)", "--level", level.rawValue, "--duration", "\(duration / 1_000_000)ms",
    ]
    return configuration.isEmpty ? words : words + ["--config", configuration]
  }

  /// What a person types to have one test made again in the same way.
  func repeating(_ report: TestReport, _ path: String) -> String {
    var words = ["roundhouse", "check", Self.quoted(path), "--only", report.test.id]
    if let tier = report.tier { words += ["--tier", tier.rawValue] }
    words += ["--seed", "\(seed)"]
    if level == .soak { words += ["--level", "soak", "--duration", "\(duration / 1_000_000_000)s"] }
    return words.joined(separator: " ")
  }

  private static func quoted(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { $0 > 0x20 && !"'\"\\$`&;|<>()*?[]{}~!#".utf8.contains($0) }
    return isPlain ? path : "'" + path.replacing("'", with: #"'\''"#) + "'"
  }
}
