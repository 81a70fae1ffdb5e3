internal import AgentFixtures
internal import RoundhouseModel

/// `replacement.host`, `replacement.worker` and `replacement.worker.once`: generations that come one after another while
/// ten thousand requests a second are asked, each under the policy that agents have if nobody says anything.
enum ReplacementBenchmarks {
  private static let inHost: [GenerationIll] = [
    .none, .errors, .none, .none, .slow, .none, .create, .none, .none, .rules, .none, .selfTest,
  ]
  private static let inWorker: [GenerationIll] = [
    .none, .errors, .none, .none, .crashes, .none, .slow, .none, .create, .none, .rules, .none, .none, .selfTest,
  ]

  /// - Parameter show: prints what was measured.
  static func run(_ extent: Extent, _ show: ([Measurement]) -> Void) throws {
    for (bench, tier, isIdempotent) in [
      ("replacement.host", Tier.host, true), ("replacement.worker", .worker, true),
      ("replacement.worker.once", .worker, false),
    ] {
      let storm = try ReplacementStorm(tier, isIdempotent: isIdempotent, tier == .host ? inHost : inWorker)
      let notes = "\(extent.replacements) replacements" + (isIdempotent ? "" : "; the capability is not idempotent")
      show([try storm.run(extent.replacements, bench, notes)])
    }
  }
}
