package import RoundhouseModel

/// How thorough an experiment is.
package struct ExperimentSettings: Sendable {
  package var tier = Tier.host
  /// How long each defect is watched under load, at least.
  package var length: Nanoseconds = .seconds(3)
  /// Requests a second against the good agents.
  package var rate = 1000
  /// Calls of the hostile capability, one after another.
  package var calls = 4
  /// What each of them has as its deadline, in milliseconds.
  package var deadline = 500
  /// Whether the host runs as root where this process does, so that workers get users of their own.
  package var isRoot = false

  /// The folder in which each host's log is kept; empty if they go with their hosts.
  package var logs = ""

  package init(tier: Tier) { self.tier = tier }

  /// The short form: what every `make test` can afford.
  package static func short(_ tier: Tier) -> ExperimentSettings {
    var settings = ExperimentSettings(tier: tier)
    settings.length = .milliseconds(200)
    settings.calls = 2
    settings.deadline = 100
    return settings
  }
}
