internal import RoundhouseConformance
internal import RoundhouseModel

/// What the check of one agent showed.
struct AgentReport: Sendable {
  /// The manifest's path.
  let path: String
  let request: CheckRequest
  var tests: [TestReport] = []
  var time: Nanoseconds = 0

  func count(_ state: TestReport.State) -> Int { tests.filter { $0.state == state }.count }

  /// Whether it can be used.
  var isGood: Bool { count(.failed) == 0 && !(request.isStrict && count(.warned) > 0) }
}

extension AgentReport: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("path", path)
    json.member("ok", isGood)
    json.member("level", request.level.rawValue)
    json.member("seed", request.seed)
    json.member("milliseconds", Double(time / 1_000) / 1_000)
    for state in [TestReport.State.passed, .warned, .failed, .skipped] { json.member(state.rawValue, count(state)) }
    json.member("tests", tests)
    json.endObject()
  }
}
