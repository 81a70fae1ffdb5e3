internal import RoundhouseModel

/// One line of the table.
package struct Row: Sendable {
  package let observation: Observation
  package let verdict: Verdict

  package init(_ observation: Observation) {
    self.observation = observation
    verdict = Verdict(observation)
  }

  /// The heads of the columns.
  static let heads = ["defect", "tier", "outcome", "callers got", "others: failed/sent", "p99", "named in", "observed"]

  var cells: [String] {
    let seen = observation
    guard verdict.outcome != .notRun else {
      return [seen.defect.name, seen.tier.rawValue, verdict.outcome.rawValue, "", "", "", "", seen.notRun]
    }
    return [
      seen.defect.name, seen.tier.rawValue, verdict.outcome.rawValue, callers,
      "\(seen.load.failed)/\(seen.load.sent)", Self.time(seen.load.p99), seen.places.joined(separator: ", "), remark,
    ]
  }

  /// What callers got, equal ones counted: "2 × 504 deadline_exceeded ≤ 252 ms".
  private var callers: String {
    var groups: [(what: String, count: Int, longest: Double)] = []
    for caller in observation.callers {
      let what = Self.what(caller, observation.defect)
      if let place = groups.firstIndex(where: { $0.what == what }) {
        groups[place].count += 1
        groups[place].longest = max(groups[place].longest, caller.milliseconds)
      } else {
        groups.append((what, 1, caller.milliseconds))
      }
    }
    return groups.map { "\($0.count) × \($0.what) ≤ \(Int($0.longest.rounded(.up))) ms" }.joined(separator: "; ")
  }

  private static func what(_ caller: CallerReport, _ defect: Defect) -> String {
    if caller.status == 0 { return "nothing" }
    if caller.status != 200 { return "\(caller.status) \(caller.code)" }
    return caller.agent == defect.standby ? "the standby's answer" : "its answer"
  }

  /// What else is worth knowing, in a few words.
  private var remark: String {
    let seen = observation
    var words: [String] = []
    if let end = seen.hostEnd { words.append(end.words) }
    if !seen.crash.isEmpty { words.append(seen.crash) }
    if !seen.reached.isEmpty { words.append("reached " + seen.reached.joined(separator: ", ")) }
    if !seen.orphans.isEmpty { words.append("\(seen.orphans.count) processes stayed") }
    if seen.hostEnd == nil, !seen.endsWhenTold { words.append("does not end on SIGTERM") }
    if seen.agent.restarts > 0 { words.append("\(seen.agent.restarts) restarts") }
    if !seen.agent.lastEnding.isEmpty { words.append(seen.agent.lastEnding) }
    if !seen.agent.rejection.isEmpty { words.append(String(seen.agent.rejection.prefix(80))) }
    if !seen.agent.reason.isEmpty { words.append(seen.agent.reason) }
    if !seen.agent.lastMisbehaviour.isEmpty {
      words.append("\(seen.agent.misbehaviours) × \(seen.agent.lastMisbehaviour)")
    }
    return words.joined(separator: "; ")
  }

  private static func time(_ microseconds: Double) -> String {
    microseconds >= 1000 ? "\(Int(microseconds / 100).description.tenths) ms" : "\(Int(microseconds)) µs"
  }
}

extension String {
  /// Digits of tenths with their point: "123" is "12.3".
  fileprivate var tenths: String { count < 2 ? "0.\(self)" : "\(dropLast()).\(suffix(1))" }
}
