internal import RoundhouseConformance
internal import RoundhouseModel

/// The report as the XML that continuous integration reads: a suite for each agent and tier, a case for each test.
struct JUnitText {
  private let reports: [AgentReport]

  init(_ reports: [AgentReport]) { self.reports = reports }

  var bytes: [UInt8] {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
    for report in reports {
      for (name, tests) in Self.suites(report) { text += Self.suite("\(report.path) (\(name))", tests, report) }
    }
    return Array((text + "</testsuites>\n").utf8)
  }

  private static func suites(_ report: AgentReport) -> [(String, [TestReport])] {
    let tiers: [(String, Tier?)] = [("files", nil)] + Tier.allCases.map { ($0.rawValue, $0) }
    return tiers.map { name, tier in (name, report.tests.filter { $0.tier == tier }) }.filter { !$0.1.isEmpty }
  }

  private static func suite(_ name: String, _ tests: [TestReport], _ report: AgentReport) -> String {
    let failures = tests.filter { isFailure($0, report) }.count
    let skipped = tests.filter { $0.state == .skipped }.count
    let time = tests.reduce(0) { $0 + $1.time }
    return """
        <testsuite name="\(escaped(name))" tests="\(tests.count)" failures="\(failures)" errors="0" \
      skipped="\(skipped)" time="\(seconds(time))">
      \(tests.map { testCase($0, name, report) }.joined())  </testsuite>

      """
  }

  /// With `--strict` a warning is a failure, here as in the exit status.
  private static func isFailure(_ test: TestReport, _ report: AgentReport) -> Bool {
    test.state == .failed || report.request.isStrict && test.state == .warned
  }

  private static func testCase(_ test: TestReport, _ suite: String, _ report: AgentReport) -> String {
    let head =
      "    <testcase name=\"\(escaped(test.test.id))\" classname=\"\(escaped(suite))\" time=\"\(seconds(test.time))\""
    var inside = ""
    if test.state == .skipped { inside += "      <skipped message=\"\(escaped(test.skipReason))\"/>\n" }
    if isFailure(test, report), let first = problems(test).first {
      let body =
        problems(test).map(words).joined(separator: "\n\n") + "\n\n" + report.request.repeating(test, report.path)
      inside +=
        "      <failure type=\"\(escaped(test.test.rule))\" message=\"\(escaped(first.happened))\">\(escaped(body))</failure>\n"
    } else if test.state == .warned {
      inside += "      <system-out>\(escaped(problems(test).map(words).joined(separator: "\n\n")))</system-out>\n"
    }
    return inside.isEmpty ? head + "/>\n" : head + ">\n" + inside + "    </testcase>\n"
  }

  private static func problems(_ test: TestReport) -> [Observation] {
    test.observations.filter { $0.state == .failure } + test.observations.filter { $0.state == .warning }
  }

  private static func words(_ observation: Observation) -> String {
    [
      "happened: " + observation.happened, "expected: " + observation.expected, "remedy: " + observation.remedy,
    ].joined(separator: "\n")
  }

  private static func seconds(_ time: Nanoseconds) -> String {
    let milliseconds = String(time / 1_000_000 % 1_000)
    return "\(time / 1_000_000_000)." + String(repeating: "0", count: 3 - milliseconds.count) + milliseconds
  }

  /// Text as XML may have it: what no XML text may contain is replaced.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      default: escaped.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0xFFFE && scalar.value != 0xFFFF
  }
}
