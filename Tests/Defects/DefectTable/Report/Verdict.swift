internal import RoundhouseModel

/// What an observation means, and what of it is not as it must be. Pure.
package struct Verdict: Sendable, Equatable {
  /// How much later than its deadline a caller may be answered, in milliseconds.
  package static let grace = 500.0

  package let outcome: Outcome
  /// Each in one sentence; empty when all is as expected.
  package let objections: [String]

  package init(_ observation: Observation) {
    outcome = Self.outcome(observation)
    objections = outcome == .notRun ? [] : Self.objections(observation, outcome)
  }

  private static func outcome(_ seen: Observation) -> Outcome {
    if !seen.notRun.isEmpty { return .notRun }
    if seen.hostEnd != nil { return .endsHost }
    if !seen.answers || !seen.endsWhenTold { return .hangsHost }
    if !seen.reached.isEmpty || !seen.orphans.isEmpty { return .reachesOut }
    if !seen.agent.rejection.isEmpty { return .refused }
    if seen.agent.state == "quarantined" { return .quarantined }
    return seen.agent.restarts > 0 ? .restarted : .contained
  }

  private static func objections(_ seen: Observation, _ outcome: Outcome) -> [String] {
    guard let expected = seen.defect.expected[seen.tier] else { return ["nobody has said what is expected"] }
    var list: [String] = []
    if !expected.outcomes.contains(outcome) {
      list.append(
        "\(outcome.rawValue), where \(expected.outcomes.map(\.rawValue).joined(separator: " or ")) is expected")
    }
    if seen.load.failed > 0, !expected.mayDisturb {
      list.append("\(seen.load.failed) of \(seen.load.sent) requests of others failed: \(seen.load.firstFailure)")
    }
    if seen.load.sent == 0 { list.append("no request of others was sent: the experiment shows nothing") }
    if !expected.mayDisturb {
      list += seen.callers.compactMap { objection($0, deadline: seen.deadline) }.prefix(1)
    }
    if expected.isNamed, outcome != .endsHost, seen.places.isEmpty {
      list.append("neither log nor metrics nor the agent's page name it")
    }
    return list
  }

  /// A caller gets an answer or a typed error, by the deadline.
  private static func objection(_ caller: CallerReport, deadline: Int) -> String? {
    if caller.status == 0 { return "a caller got no answer in \(Int(caller.milliseconds)) ms" }
    if !caller.isTyped { return "a caller got \(caller.status) without a code: \(caller.text)" }
    let isLate = caller.milliseconds > Double(deadline) + grace
    return isLate ? "a caller waited \(Int(caller.milliseconds)) ms with a deadline of \(deadline) ms" : nil
  }
}
