package import RoundhouseModel

/// What one run of the suite was asked for.
package struct TrialOptions: Sendable, Equatable {
  package var level: CheckLevel
  package var tier: Tier
  /// From which all payloads that are made up follow.
  package var seed: UInt64
  /// How long each test that can go on for as long as is wanted does so, at the level soak.
  package var duration: Nanoseconds

  package init(
    level: CheckLevel = .full, tier: Tier = .host, seed: UInt64 = 1, duration: Nanoseconds = .seconds(60)
  ) {
    self.level = level
    self.tier = tier
    self.seed = seed
    self.duration = duration
  }
}
