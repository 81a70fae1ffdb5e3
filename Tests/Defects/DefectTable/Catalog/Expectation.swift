/// What must come of a defect in one tier.
package struct Expectation: Sendable, Equatable {
  /// One of these.
  package let outcomes: [Outcome]
  /// Whether the log, the metrics or the agent's own page must name it: not where nothing goes wrong that a host could see.
  package let isNamed: Bool
  /// Whether others' requests may fail too.
  package let mayDisturb: Bool

  private init(_ outcomes: [Outcome], isNamed: Bool = true, mayDisturb: Bool = false) {
    self.outcomes = outcomes
    self.isNamed = isNamed
    self.mayDisturb = mayDisturb
  }

  /// Only what misbehaves while it is loaded may be refused: anything else that is was not tried.
  func of(_ moment: Defect.Moment) -> Expectation {
    let possible = outcomes.filter { $0 != .refused || moment == .load }
    return Expectation(possible, isNamed: isNamed, mayDisturb: mayDisturb)
  }

  /// Contained in whatever way, named, and others undisturbed.
  package static let contained = Expectation([.contained, .restarted, .quarantined, .refused])
  /// Contained, and there is nothing to tell the operator.
  package static let quiet = Expectation([.contained, .restarted, .quarantined, .refused], isNamed: false)
  /// The agent shares the host's process: what it does to that process happens to the host.
  /// On a busy machine the runtime's report of the crash may keep it from its end for long; it answers nobody meanwhile.
  package static let endsHost = Expectation([.endsHost, .hangsHost], isNamed: false, mayDisturb: true)
  package static let hangsHost = Expectation([.hangsHost], isNamed: false, mayDisturb: true)
  /// The host lives, but the agent takes so much of what they share that others wait.
  package static let disturbs = Expectation(
    [.contained, .restarted, .quarantined, .refused], isNamed: false, mayDisturb: true)
  package static let reachesOut = Expectation([.reachesOut], isNamed: false)
  /// Where chance has the last word: memory that was overwritten, limits that were reached.
  package static let spoilsHost = Expectation(
    [.contained, .quarantined, .refused, .reachesOut, .endsHost, .hangsHost], isNamed: false, mayDisturb: true)
}
