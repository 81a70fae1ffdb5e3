import FixtureBuilder
import Foundation
import RoundhouseConformance
import RoundhouseModel
import Testing

@testable import roundhouse

/// XML of what agents say, however hostile it is.
@Suite struct JUnitTextTests {
  private func report(_ state: Observation.State, _ happened: String, isStrict: Bool = false) throws -> [UInt8] {
    let test = try #require(ConformanceSuite.test("R3.double-completion"))
    let seen = [Observation(state, expected: "a < b && \"c\"", happened: happened, remedy: "]]>")]
    var request = CheckRequest()
    request.isStrict = isStrict
    let made = TestReport(test: test, tier: .host, observations: seen, time: 1_002_000_000)
    return JUnitText([AgentReport(path: "/a b/<c>/agent.json", request: request, tests: [made])]).bytes
  }

  /// What Python makes of it: the message of the first failure or skip, or the output.
  private func parsed(_ bytes: [UInt8]) throws -> String {
    let room = try TemporaryFolder()
    try TemporaryFolder.write(bytes, to: room.path + "/report.xml")
    let script = """
      import sys, xml.etree.ElementTree as E
      case = E.parse(sys.argv[1]).getroot().find('.//testcase')
      inner = list(case)
      print(case.get('time'), [(i.tag, i.get('message')) for i in inner])
      """
    return try Command.run(["python3", "-c", script, room.path + "/report.xml"]).output
  }

  @Test func `Control characters, marks of XML and what no XML may contain come through as text`() throws {
    let text = try parsed(report(.failure, "<b>&amp; ]]> \"q\" \u{1B}[31m \u{0}\u{FFFE} \n line"))
    #expect(
      text.hasPrefix("1.002 [('failure', '<b>&amp; ]]> \"q\" \u{FFFD}[31m \u{FFFD}\u{FFFD} \\n line')]"), "\(text)")
  }

  @Test func `A warning is output, and a failure only where warnings count`() throws {
    #expect(try parsed(report(.warning, "w")) == "1.002 [('system-out', None)]\n")
    #expect(try parsed(report(.warning, "w", isStrict: true)) == "1.002 [('failure', 'w')]\n")
  }

  @Test func `A skipped test says why, and a passed one nothing`() throws {
    #expect(try parsed(report(.skipped, "no tier")) == "1.002 [('skipped', 'no tier')]\n")
    #expect(try parsed(report(.note, "n")) == "1.002 []\n")
  }
}
