internal import AgentFixtures
internal import CPlatform
internal import FixtureBuilder
internal import Glibc
internal import RoundhouseAssembly
internal import RoundhouseHost
internal import RoundhouseIsolation
internal import RoundhouseModel

/// Generations of one agent, good and bad ones, that come one after another while callers ask it.
struct ReplacementStorm {
  /// How many replacements ended how.
  struct Outcome {
    var promoted = 0
    var rolledBack = 0
    var keptBad = 0
    var lostGood = 0
    /// The most requests that failed while one generation came and went.
    var worstFailed = 0
  }

  /// More than what is to be reached, so that what is reached is not always a little less.
  private static let rate = 10_200
  private static let capability = "text.do"

  private let host: Host
  private let tier: Tier
  private let isIdempotent: Bool
  /// What is wrong with each generation in turn; the first one is good.
  private let ills: [GenerationIll]

  /// - Parameter ills: those that the tier can bear.
  init(_ tier: Tier, isIdempotent: Bool, _ ills: [GenerationIll]) throws {
    (self.tier, self.isIdempotent, self.ills) = (tier, isIdempotent, ills)
    var configuration = HostConfiguration()
    configuration.worker.program = FixtureBuilder.products + "/roundhouse-worker"
    host = Host(
      configuration,
      HostSurroundings(log: Muted(), metrics: NoMetrics(), state: NoState(), probe: WorkerProbe(configuration)))
    try host.add(generation(0))
  }

  /// Lets so many generations come.
  func run(_ count: Int, _ bench: String, _ notes: String) throws -> Measurement {
    let callers = try PacedCallers(host, ReplacementStorm.capability, rate: ReplacementStorm.rate)
    // Whoever was never called is replaced at once.
    usleep(500_000)
    let (begun, before) = (platform_now(), callers.tally.answered)
    var outcome = Outcome()
    for round in 1...count {
      let failed = callers.tally.failed
      // That a generation was refused stands in its report as well.
      try? host.add(generation(round))
      judge(try end(of: round), ill(round), &outcome)
      outcome.worstFailed = max(outcome.worstFailed, callers.tally.failed - failed)
    }
    let seconds = Double(platform_now() - begun) / 1e9
    let reached = Double(callers.tally.answered - before) / seconds
    try callers.stop()
    host.drain(until: platform_now() + .seconds(2))
    return figure(bench, notes, callers.tally, reached, outcome)
  }

  private func ill(_ round: Int) -> GenerationIll { round == 0 ? .none : ills[round % ills.count] }

  private func generation(_ round: Int) throws -> AgentBundle {
    var bundle = try AgentBundle.generation(
      "\(round).0.0", ill: ill(round), salt: round % 4, replacing: ReplacementPolicy()
    ) { $0.capabilities[0].isIdempotent = isIdempotent }
    bundle.tier = tier
    return bundle
  }

  /// The report of the replacement by a certain generation, once it is over.
  private func end(of round: Int) throws -> ReplacementReport {
    let limit = platform_now() + .seconds(60)
    while platform_now() < limit {
      let report = try host.history(of: "test.generation").first { $0.isOver && $0.new.version == "\(round).0.0" }
      if let report { return report }
      usleep(2000)
    }
    throw FixtureError("the replacement by generation \(round) does not end")
  }

  private func judge(_ report: ReplacementReport, _ ill: GenerationIll, _ outcome: inout Outcome) {
    let isPromoted = report.phase == .promoted
    if isPromoted { outcome.promoted += 1 } else { outcome.rolledBack += 1 }
    guard isPromoted != (ill == .none) else { return }
    if isPromoted { outcome.keptBad += 1 } else { outcome.lostGood += 1 }
    let (old, new) = (report.old, report.new)
    let line =
      "# \(tier.rawValue): generation \(new.version) (\(ill == .none ? "good" : ill.rawValue)) was \(report.phase.rawValue): "
      + "\(report.reason); p95 \(new.p95 / 1000) µs in \(new.calls) calls, \(old.p95 / 1000) µs in \(old.calls) before\n"
    _ = write(2, line, line.utf8.count)
  }

  private func figure(
    _ bench: String, _ notes: String, _ tally: CallTally, _ reached: Double, _ outcome: Outcome
  ) -> Measurement {
    for (reason, count) in tally.reasons {
      let line = "# \(bench): \(count) failed: \(reason)\n"
      _ = write(2, line, line.utf8.count)
    }
    let (p50, p99) = tally.percentiles()
    let all = tally.answered + tally.failed
    var figure = Measurement(
      bench: bench, system: "roundhouse", p50: p50, p99: p99, operations: reached, notes: notes, count: all,
      width: PacedCallers.width)
    figure.extra = [
      ("requests_s", reached), ("slowest_second", Double(tally.slowestSecond)), ("failed", Double(tally.failed)),
      ("failed_percent", 100 * Double(tally.failed) / Double(max(1, all))),
      ("worst_failed", Double(outcome.worstFailed)), ("promoted", Double(outcome.promoted)),
      ("rolled_back", Double(outcome.rolledBack)), ("kept_bad", Double(outcome.keptBad)),
      ("lost_good", Double(outcome.lostGood)),
    ]
    return figure
  }
}
