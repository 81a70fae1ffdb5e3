internal import Glibc
package import RoundhouseModel

/// What one experiment showed: one defect in one tier.
package struct Observation: Sendable, Equatable {
  package var defect: Defect
  package var tier: Tier
  /// Why there was no experiment; empty if there was one.
  package var notRun = ""
  /// What callers had as their deadline, in milliseconds.
  package var deadline = 0
  package var callers: [CallerReport] = []
  package var load = LoadFigures()
  /// How the host ended by itself; nil if it went on.
  package var hostEnd: ProcessEnd?
  /// Where the host crashed, as far as the runtime could tell.
  package var crash = ""
  /// Whether it answered when all was over.
  package var answers = true
  package var agent = AgentReport()
  /// The first line of the log that names the agent as a culprit.
  package var logLine = ""
  /// Whether `/metrics` shows it by errors, broken rules or its state.
  package var isInMetrics = false
  /// What it got at that is not its own, in its own words.
  package var reached: [String] = []
  /// Processes that were started while it was watched.
  var processes: Set<pid_t> = []
  /// Processes that outlived the host.
  package var orphans: [String] = []
  /// Whether the host ended when it was told to.
  package var endsWhenTold = true

  package init(_ defect: Defect, _ tier: Tier) { (self.defect, self.tier) = (defect, tier) }

  /// Whether the host cannot be asked any more.
  var isOver: Bool { hostEnd != nil || !answers }

  /// Where an operator finds the culprit.
  package var places: [String] {
    var places: [String] = []
    if !logLine.isEmpty { places.append("log") }
    if isInMetrics { places.append("metrics") }
    if agent.isSuspicious { places.append("agent") }
    return places
  }
}
