internal import RoundhouseConformance
internal import RoundhouseModel

/// `roundhouse check`: whether an agent keeps the rules, found out in processes of their own.
enum CheckCommand {
  static let level = Option(
    "level", value: "LEVEL", kind: .choice(CheckLevel.allCases.map(\.rawValue)), fallback: "full",
    help: "quick: does it load, start and answer; full: every rule; soak: every rule, for as long as --duration")
  static let tier = Option(
    "tier", value: "TIER", kind: .choice(Tier.allCases.map(\.rawValue) + ["both"]), fallback: "both",
    help: "Test it in the host's process, in a worker, or in both")
  static let seed = Option(
    "seed", value: "N", kind: .integer(0...Int.max), fallback: "1", help: "From which all made-up payloads follow")
  static let only = Option(
    "only", value: "ID", isRepeated: true, help: "Make this test, such as R3.double-completion, and no others")
  static let duration = Option(
    "duration", value: "TIME", kind: .duration, fallback: "60s", help: "How long each test of growth goes on (soak)")
  static let timeout = Option(
    "timeout", letter: "t", value: "TIME", kind: .duration,
    help: "How long each test may take, instead of its own limit")
  static let strict = Option("strict", help: "Count warnings as problems")
  static let junit = Option("junit", value: "FILE", kind: .file, help: "Write the report as JUnit XML too")
  static let list = Option("list", help: "Show all rules and tests, and make none")

  static let command = Command(
    name: "check",
    abstract: "Find out whether an agent keeps the rules, without risking anything",
    discussion: """
      Tests the manifest, the library and the agent against the rules of roundhouse.h, in the host's process and in a \
      worker. Each test is made in a process of its own with a time limit: a crash or a hang is a finding, and the others \
      go on. Each failure says what was expected, what happened, what to do, and how to make just that test again.

      ✗ breaks a rule, ! should be mended. The exit status is 0 if there is no ✗, else 5.
      """,
    arguments: [Argument("PATH", kind: .file, isOptional: true, help: "An agent's folder, or its agent.json")],
    options: [level, tier, seed, only, duration, timeout, strict, junit, list, .config, .json],
    examples: [
      .init("roundhouse check ./hello", "The agent in ./hello, every rule"),
      .init("roundhouse check ./hello --level quick", "A first look, in a second or two"),
      .init("roundhouse check ./hello --only C3.fuzz --seed 7", "One test, with other payloads"),
      .init("roundhouse check ./hello --level soak --duration 10m", "What only shows after a while"),
      .init("roundhouse check ./hello --junit check.xml --quiet", "For continuous integration"),
      .init("roundhouse check --list", "What is tested, and why"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    if invocation.has(list) {
      console.output.write(
        invocation.has(.json) ? RuleList().json(isPretty: true) + [10] : Array(RuleList().text(console.output).utf8))
      return 0
    }
    let request = try request(invocation)
    let paths = try CheckedPaths.manifests(invocation.argument(0) ?? "")
    var reports: [AgentReport] = []
    for path in paths { reports.append(try check(path, request, invocation, console)) }
    if invocation.has(.json) { console.output.write(reports.json(isPretty: true) + [10]) }
    if let file = invocation[junit] { try Files.replace(Files.absolute(file), JUnitText(reports).bytes) }
    return reports.allSatisfy(\.isGood) ? 0 : ErrorCode.invalidManifest.exitStatus
  }

  private static func check(
    _ path: String, _ request: CheckRequest, _ invocation: Invocation, _ console: Console
  ) throws(RoundhouseError) -> AgentReport {
    let isText = !invocation.has(.json)
    let progress = CheckProgress(console)
    defer { progress.end() }
    var text = CheckText(path, request, console.output)
    if isText { console.output.write(text.title()) }
    let report = try CheckRun(path: path, request: request).report {
      progress.show($0, $1, $2)
    } shows: { test in
      let lines = text.lines(test)
      guard isText, !lines.isEmpty else { return }
      progress.clear()
      console.output.write(lines)
    }
    progress.clear()
    if isText { console.output.write(text.summary(report)) }
    return report
  }

  private static func request(_ invocation: Invocation) throws(RoundhouseError) -> CheckRequest {
    var request = CheckRequest()
    if let level = invocation[level].flatMap(CheckLevel.init) { request.level = level }
    if let tier = invocation[tier].flatMap(Tier.init) { request.tiers = [tier] }
    if let seed = invocation[seed].flatMap(UInt64.init) { request.seed = seed }
    if let duration = invocation[duration].flatMap(DurationText.parse) { request.duration = duration }
    request.limit = invocation[timeout].flatMap(DurationText.parse)
    request.isStrict = invocation.has(strict)
    request.configuration = invocation[.config] ?? ""
    request.only = invocation.all(only)
    for id in request.only where ConformanceSuite.test(id) == nil { throw unknown(id) }
    return request
  }

  private static func unknown(_ id: String) -> RoundhouseError {
    let near = Spelling.nearest(to: id, among: ConformanceSuite.all.map(\.id))
    return RoundhouseError(
      .badRequest, "there is no test \(id)",
      remedy: near.map { "did you mean \($0)?" } ?? "see them all with: roundhouse check --list")
  }
}
