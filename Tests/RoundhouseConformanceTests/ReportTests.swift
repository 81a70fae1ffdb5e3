import FixtureBuilder
import Foundation
import Testing

@testable import RoundhouseConformance

/// What people and programs are shown.
@Suite struct ReportTests {
  private let room: TemporaryFolder
  private let folder: String

  init() throws {
    room = try TemporaryFolder()
    folder = try Defect(fixture: "completes-twice", test: "", words: "").folder(in: room)
  }

  @Test func `A failure says what happened, what was expected, what to do and how to see it again`() throws {
    let ending = try Roundhouse.run(
      ["check", folder, "--only", "R3.double-completion", "--tier", "host", "--seed", "42"])
    #expect(ending.status == 5)
    for line in [
      "✗ R3.double-completion", "happened   the agent completed a call that was complete already",
      "expected   no call is completed twice", "remedy     let one place",
      "--only R3.double-completion --tier host --seed 42", "It cannot be used: 0 passed, 0 warnings, 1 failed",
    ] {
      #expect(ending.output.contains(line), "\(line) is missing in:\n\(ending.output)")
    }
    #expect(!ending.output.contains("\u{1B}"), "colours without a terminal")
  }

  @Test func `The command that is given for repeating a test repeats it`() throws {
    let ending = try Roundhouse.run(["check", folder, "--only", "R3.double-completion", "--tier", "host"])
    let line = try #require(ending.output.split(separator: "\n").first { $0.contains("again") })
    let words = line.split(separator: " ").drop { $0 != "check" }.map(String.init)
    #expect(try Roundhouse.run(words).status == 5)
  }

  @Test func `JUnit XML is read by another parser, with as many cases and failures`() throws {
    let file = room.path + "/report.xml"
    _ = try Roundhouse.run(
      ["check", folder, "--level", "quick", "--only", "M1.schema", "--only", "R3.double-completion"]
        + ["--only", "S1.start", "--junit", file, "--quiet"])
    let script = """
      import sys, xml.etree.ElementTree as E
      root = E.parse(sys.argv[1]).getroot()
      cases = root.findall('.//testcase')
      print(root.tag, len(cases), [c.get('name') for c in cases if c.find('failure') is not None],
            sum(int(s.get('tests')) for s in root), sum(int(s.get('failures')) for s in root),
            all(float(c.get('time')) >= 0 for c in cases), 'R3.1' == cases[2].find('failure').get('type'))
      """
    let parsed = try Command.run(["python3", "-c", script, file])
    #expect(parsed.output.hasPrefix("testsuites 5 ['R3.double-completion'"), "\(parsed.output)")
    #expect(parsed.output.contains("True True"), "\(parsed.output)")
  }

  @Test func `A hang is ended, and named with what the agent was at`() throws {
    let folder = try Defect(fixture: "create-hangs", test: "", words: "").folder(in: room)
    let options = ["--only", "R8.process", "--only", "R8.output", "--tier", "host", "--timeout", "400ms"]
    let (agents, status) = try CheckedAgent.check(folder, options)
    let tests = try #require(agents.first?.tests)
    #expect(status == 5)
    // The second is made although the first never came back, and it only advises.
    #expect(tests.map(\.state) == ["failed", "warned"])
    #expect(tests.allSatisfy { $0.words.contains("did not come back while it was created") })
  }

  @Test func `Warnings are problems only when they are said to be`() throws {
    let folder = try Defect(fixture: "plain", test: "", words: "").folder(in: room)
    let options = ["--only", "S1.self-tests", "--tier", "host"]
    #expect(try CheckedAgent.check(folder, options).status == 0)
    let (agents, status) = try CheckedAgent.check(folder, options + ["--strict"])
    #expect(status == 5 && agents.first?.ok == false)
  }

  @Test func `A tier that this host does not have is told, not left out`() throws {
    let folder = try Defect(fixture: "plain", test: "", words: "").folder(in: room)
    // The command alone, without the program of workers beside it.
    let alone = room.path + "/roundhouse"
    try FileManager.default.copyItem(atPath: Roundhouse.path, toPath: alone)
    let ending = try Command.run([alone, "check", folder, "--tier", "worker", "--level", "quick"])
    let reason = "skipped, worker tier: there is no program for workers at \(room.path)/roundhouse-worker"
    #expect(ending.output.contains(reason), "\(ending.output)")
    #expect(!ending.output.contains("✗") && ending.status == 0, "\(ending.output)")
  }

  @Test func `The list tells which tests are made in one tier only, and why`() throws {
    struct Entry: Decodable {
      let id: String
      let tiers: [String]
      let onlyInHost: String?
    }
    let list = try JSONDecoder().decode(
      [Entry].self, from: Data(Roundhouse.run(["check", "--list", "--json"]).output.utf8))
    #expect(list.count == ConformanceSuite.all.count)
    for test in list {
      #expect((test.tiers == ["host"]) == (test.onlyInHost?.isEmpty == false), "\(test.id)")
    }
    #expect(list.first { $0.id == "R8.process" }?.onlyInHost?.contains("a worker has its own") == true)
    #expect(list.first { $0.id == "C3.fuzz" }?.tiers == ["host", "worker"])
    #expect(list.first { $0.id == "W1.permissions" }?.tiers == ["worker"])
  }

  @Test func `The list names each rule and each test`() throws {
    let ending = try Roundhouse.run(["check", "--list"])
    #expect(ending.status == 0)
    for test in ConformanceSuite.all { #expect(ending.output.contains(test.id)) }
    for rule in RuleBook.all { #expect(ending.output.contains("  \(rule.number) ")) }
  }

  @Test func `What is no agent, or no test, is said with what would be one`() throws {
    let outer = try Roundhouse.run(["check", room.path])
    #expect(outer.status == 5 && outer.output.contains("name one of the agents in it: \(folder)"), "\(outer.output)")
    #expect(try Roundhouse.run(["check", "/nowhere"]).output.contains("there is no agent at /nowhere"))
    #expect(try Roundhouse.run(["check"]).output.contains("no agent was named"))
    let test = try Roundhouse.run(["check", folder, "--only", "R3.duble-completion"])
    #expect(test.status == 5 && test.output.contains("did you mean R3.double-completion?"), "\(test.output)")
  }

  @Test func `A report of no tests at all is an error`() throws {
    let ending = try Roundhouse.run(["check", folder, "--only", "W1.permissions", "--tier", "host"])
    #expect(ending.status == 5 && ending.output.contains("cannot be made"), "\(ending.output)")
  }

  @Test func `A folder of several agents is checked one after the other`() throws {
    let folder = try Defect(fixture: "plain", test: "", words: "").folder(in: room)
    let manifest = try String(contentsOfFile: folder + "/agent.json", encoding: .utf8)
    try manifest.replacing("fixture.plain", with: "fixture.second")
      .write(toFile: folder + "/second.agent.json", atomically: true, encoding: .utf8)
    let agents = try CheckedAgent.check(folder, ["--only", "M1.schema"]).agents
    #expect(agents.count == 2 && agents.allSatisfy(\.ok))
    #expect(Set(agents.compactMap { $0.tests.first?.words.prefix(14) }) == ["fixture.plain ", "fixture.second"])
  }

  @Test func `On a terminal the test that is being made is shown, and gone at the end`() throws {
    // The pseudo-terminal of util-linux' script; what it shows is what a person would have seen.
    let words = "'\(Roundhouse.path)' check '\(folder)' --level quick --tier host"
    let shown = try Command.run(
      ["env", "-u", "NO_COLOR", "TERM=xterm", "script", "-qec", words, "/dev/null"]).output
    #expect(shown.contains("S1.start (host)"), "\(shown)")
    #expect(shown.contains("\u{1B}[K") && shown.contains("\u{1B}[32m"))
  }
}
