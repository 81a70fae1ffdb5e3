import RoundhouseModel
import Testing

/// What every message of a bad manifest has, whatever the rule.
struct ManifestRemedyTests {
  @Test("Each of more than 500 bad manifests is told with its place, its key, what was expected and a remedy")
  func tellsAll() throws {
    #expect(BadManifests.all.count > 500)
    for (way, text) in BadManifests.all {
      let problems = Self.problems(text)
      #expect(!problems.isEmpty, "\(way) is taken for good")
      for problem in problems { Self.expectWhole(problem, way) }
    }
  }

  @Test("No two of them have the same message")
  func tellsApart() {
    var ways: [[String]: String] = [:]
    for (way, text) in BadManifests.all {
      let messages = Self.problems(text).map(\.message)
      #expect(ways[messages] == nil, "\(way), and \(ways[messages] ?? "") too: \(messages)")
      ways[messages] = way
    }
  }

  @Test(
    "A text that is no JSON is told with a remedy of its own",
    arguments: [
      ("", "write at least { }"), ("{ \"id\": \"a\" ", "close what is open; the end of the file may be missing"),
      ("{ \"id\": \"a\", }", "remove the comma before it"), ("{ \"a\": [1,] }", "remove the comma before it"),
      ("{ \"a\": 1 \"b\": 2 }", "put a comma before it"), ("{ 'id': 1 }", "write double quotes instead"),
      ("{ id: 1 }", "put keys and texts in double quotes"), ("{ \"id\": acme }", "put keys and texts in double quotes"),
      ("{ } // note", "JSON has no comments: take it out, or keep it under a key that begins with \"x-\""),
      ("{ \"id\" = 1 }", "write ':' instead"), ("{} {}", "remove what follows the value"),
      ("{ \"a\": 01 }", "take the 0 away"), ("{ \"a\": \"b", "close it with a double quote"),
      ("{ \"a\": \"b\nc\" }", "write \\n for a line feed, \\t for a tab, \\u00XX for others"),
      ("{ \"a\": \"\\x\" }", "write a backslash as \\\\"), ("{ \"a\": True }", "put keys and texts in double quotes"),
      ("\u{FEFF}{}", "save it as UTF-8 without one"),
    ])
  func tellsSyntax(_ text: String, _ remedy: String) throws {
    let problem = try #require(Self.problems(Array(text.utf8)).first)
    #expect(problem.remedy == remedy)
    #expect(problem.line > 0 && problem.column > 0 && problem.message.hasPrefix("not valid JSON: "))
  }

  static func problems(_ text: [UInt8]) -> [ManifestProblem] {
    do {
      _ = try ManifestReader.read(text, path: "/agents/a/agent.json", platform: .linuxX86)
      return []
    } catch {
      return error.list
    }
  }

  /// Only what concerns the text as a whole has no key.
  static func expectWhole(_ problem: ManifestProblem, _ way: String) {
    #expect(problem.path == "/agents/a/agent.json", "\(way): \(problem)")
    #expect(problem.line > 0 && problem.column > 0, "\(way): \(problem)")
    #expect(!problem.key.isEmpty, "\(way): \(problem)")
    #expect(problem.expected.count > 3, "\(way): \(problem)")
    #expect(problem.remedy.count > 3 && !problem.remedy.hasSuffix("… }"), "\(way): \(problem)")
  }
}
