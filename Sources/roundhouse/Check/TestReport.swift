internal import RoundhouseConformance
internal import RoundhouseModel

/// What one test in one tier showed.
struct TestReport: Sendable {
  enum State: String, Sendable { case passed, warned, failed, skipped }

  let test: ConformanceTest
  /// nil: no code of the agent ran.
  let tier: Tier?
  let observations: [Observation]
  let time: Nanoseconds

  var state: State {
    let states = observations.map(\.state)
    if states.contains(.failure) { return .failed }
    if states.contains(.skipped) { return .skipped }
    return states.contains(.warning) ? .warned : .passed
  }

  var rule: Rule { RuleBook.rule(test.rule) }
  /// Why it was skipped; empty if it was not.
  var skipReason: String { observations.first { $0.state == .skipped }?.happened ?? "" }
}

extension TestReport: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", test.id)
    json.member("rule", test.rule)
    if let tier { json.member("tier", tier.rawValue) }
    json.member("state", state.rawValue)
    json.member("milliseconds", Double(time / 1_000) / 1_000)
    json.member("observations", observations)
    json.endObject()
  }
}
