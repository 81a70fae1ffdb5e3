internal import CPlatform
internal import RoundhouseConformance
internal import RoundhouseDiscovery
internal import RoundhouseModel

/// One agent on its way through all tests, each in a process of its own.
struct CheckRun {
  let path: String
  let request: CheckRequest

  /// Makes all tests that were asked for.
  /// - Parameters:
  ///   - begins: told the number of the test that begins, how many there are, and which it is.
  ///   - shows: told what each showed.
  func report(
    begins: (Int, Int, ConformanceSuite.Planned) -> Void, shows: (TestReport) -> Void
  ) throws(RoundhouseError) -> AgentReport {
    let planned = ConformanceSuite.plan(
      level: request.level, tiers: request.tiers, only: request.only, kind: try kind())
    guard !planned.isEmpty else { throw nothing() }
    let begun = platform_now()
    var report = AgentReport(path: path, request: request)
    // Why nothing further can be tested: in a tier, or, under nil, at all.
    var obstacles: [Tier?: String] = [:]
    for (number, one) in planned.enumerated() {
      begins(number + 1, planned.count, one)
      let reason = obstacles[nil] ?? (one.test.isDiagnosis ? nil : obstacles[one.tier])
      let made = if let reason { Self.skipped(one, reason) } else { try make(one) }
      if reason == nil, let obstacle = Self.obstacle(made) { obstacles[one.tier] = obstacle }
      report.tests.append(made)
      shows(made)
    }
    report.time = platform_now() - begun
    return report
  }

  /// A report of no tests would look like one of an agent that passed them all.
  private func nothing() -> RoundhouseError {
    let tiers = request.tiers.map(\.rawValue).joined(separator: " or ")
    return RoundhouseError(
      .badRequest, "\(request.only.joined(separator: ", ")) cannot be made with this agent in the tier \(tiers)",
      remedy: "leave --tier out; see what each test does with: roundhouse check --list", path: path)
  }

  /// Why nothing further can be tested in that tier; nil if it can.
  private static func obstacle(_ report: TestReport) -> String? {
    guard report.test.isGate else { return nil }
    switch report.state {
    case .failed: return "\(report.test.id) failed"
    case .skipped: return report.skipReason
    case .passed, .warned: return nil
    }
  }

  private static func skipped(_ planned: ConformanceSuite.Planned, _ reason: String) -> TestReport {
    TestReport(
      test: planned.test, tier: planned.tier, observations: [Observation(.skipped, happened: reason)], time: 0)
  }

  private func make(_ planned: ConformanceSuite.Planned) throws(RoundhouseError) -> TestReport {
    let begun = platform_now()
    let limit = request.limit(of: planned.test)
    var reader = TrialReader(planned.test)
    let end = try CheckProcess(request.childWords(path, planned)).end(by: begun &+ limit) { reader.take($0) }
    return TestReport(
      test: planned.test, tier: planned.tier, observations: reader.finish(end, limit: limit),
      time: platform_now() - begun)
  }

  /// The agent's kind; nil if the manifest cannot be read, which the first test tells.
  private func kind() throws(RoundhouseError) -> Manifest.Kind? {
    let flags = ConfigurationFlags(file: request.configuration.isEmpty ? nil : request.configuration)
    let configuration = try Configuration.load(flags: flags)
    return try? ManifestFile(path).bundle(configuration).manifest.kind
  }
}
