import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// What several have found alike is one finding.
@Suite struct FindingMergeTests {
  /// Reviewers `a`, `b`, … that find what is given, as JSON without the braces.
  private func merged(_ findings: [[String]], _ document: String = "") async throws -> [JSONNode] {
    let names = ["a", "b", "c", "d"].prefix(findings.count)
    let reviewers = names.map { #"{"id":"\#($0)","capability":"review.\#($0)"}"# }.joined(separator: ",")
    let agents = ScriptedAgents { ask, _ in
      let place = try #require(names.firstIndex(of: String(ask.capability.suffix(1))))
      return "{\"findings\":[\(findings[place].map { "{\($0)}" }.joined(separator: ","))]}"
    }
    let (result, _, _) = try await Reviewing.review(agents, "{\(document)\"reviewers\":[\(reviewers)]}")
    return result["findings"].map { Array($0.elements) } ?? []
  }

  private func finding(
    _ line: Int, _ rule: String = "r", _ message: String = "said", _ severity: String = "minor", file: String = "x"
  ) -> String {
    #""file":"\#(file)","line":\#(line),"rule":"\#(rule)","message":"\#(message)","severity":"\#(severity)""#
  }

  private func told(_ findings: [JSONNode]) -> [String] {
    findings.map { node in
      let by = node["found_by"]?.elements.compactMap(\.string).joined() ?? ""
      return "\(node["file"]?.string ?? ""):\(node["line"]?.int ?? -1) \(node["severity"]?.string ?? "") \(by)"
    }
  }

  @Test("M-060 one rule in near lines is one finding of all who have found it, with the gravest severity and its words")
  func sameRule() async throws {
    let found = try await merged([
      [finding(10, "r", "one")], [finding(12, "r", "two", "critical") + #","suggestion":"do it""#],
      [finding(13, "r", "three", "major")], [finding(14, "r", "four")],
    ])
    #expect(told(found) == ["x:10 critical abc", "x:14 minor d"])
    #expect(found[0]["message"]?.string == "two" && found[0]["suggestion"]?.string == "do it")
  }

  @Test("M-060 much the same words are the same finding, whatever the rules are called; other words are not")
  func sameWords() async throws {
    let found = try await merged([
      [finding(5, "a.secret", "A password is written into the source")],
      [
        finding(6, "b.literal", "The password is written into source code"),
        finding(6, "b.other", "This line is too long"),
      ],
    ])
    #expect(told(found) == ["x:5 minor ab", "x:6 minor b"])
  }

  @Test("M-060 other files, lines that are far apart, and the file as a whole stay apart")
  func apart() async throws {
    let found = try await merged(
      [[finding(1), finding(0), finding(1, file: "y")], [finding(3), finding(0)]], "\"nearLines\":1,")
    #expect(told(found) == ["x:0 minor ab", "x:1 minor a", "x:3 minor b", "y:1 minor a"])
  }

  @Test("M-060 two findings of one reviewer are two, each joined by the nearest of another; said twice, they are one")
  func oneReviewer() async throws {
    let found = try await merged([
      [finding(10), finding(11), finding(11)], [finding(11), finding(10)], [finding(12, "", "said")],
    ])
    #expect(told(found) == ["x:10 minor ab", "x:11 minor abc"])
  }

  @Test("M-060 the gravest come first, then files and lines in order; words of other tools are understood")
  func order() async throws {
    let words = ["nit", "blocker", "warning", "HIGH", "odd"]
    let found = try await merged([
      words.enumerated().map { finding(50 - 10 * $0.offset, "r\($0.offset)", "message \($0.offset)", $0.element) }
    ])
    #expect(
      told(found) == ["x:40 critical a", "x:20 major a", "x:10 minor a", "x:30 minor a", "x:50 info a"])
  }

  @Test("M-060 too many findings are cut to the gravest, and it is said how many there were; nonsense is no finding")
  func bounds() async throws {
    let agents = ScriptedAgents { _, _ in
      let many = (1...30).map { "{\(finding($0 * 10, "r", "m", $0 == 7 ? "critical" : "info"))}" }
      return "{\"findings\":[7,{},{\"message\":\"\"},{\"message\":\"x\",\"line\":-5},\(many.joined(separator: ","))]}"
    }
    let document = #"{"maxFindings": 20, "reviewers": [{"id": "a", "capability": "code.review"}]}"#
    let (result, _, _) = try await Reviewing.review(agents, document)
    #expect(result["findings"]?.count == 17 && result["findings"]?[0]?["line"]?.int == 70)
    #expect(result["findings"]?.elements.contains { $0["message"]?.string == "x" && $0["line"]?.int == 0 } == true)
    #expect(result["notes"]?.elements.compactMap(\.string) == ["14 more findings are not listed"])
    #expect(result["reviews"]?[0]?["omitted"]?.int == 14)
  }

  @Test(
    "M-060 property: whatever three reviewers find, each finding is told once, no severity is lost, and order is none")
  func property() async throws {
    var generator = SplitMix(seed: 3)
    let severities = ["info", "minor", "major", "critical"]
    for _ in 0..<60 {
      let lists = (0..<3).map { _ in
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in
          finding(
            Int.random(in: 0...15, using: &generator), "r\(Int.random(in: 0...2, using: &generator))",
            "about \(["passwords", "lengths", "evaluating text"].randomElement(using: &generator) ?? "")",
            severities.randomElement(using: &generator) ?? "", file: Bool.random(using: &generator) ? "x" : "y")
        }
      }
      let found = try await merged(lists)
      let shuffled = try await merged(lists.map { $0.shuffled(using: &generator) })
      #expect(found.map { Array($0.raw) } == shuffled.map { Array($0.raw) })
      let count = lists.reduce(0) { $0 + $1.count }
      #expect(found.count <= count)
      for (place, list) in lists.enumerated() where !list.isEmpty {
        let name = ["a", "b", "c"][place]
        #expect(found.contains { $0["found_by"]?.elements.contains { $0.string == name } == true })
      }
      for severity in severities.reversed() where lists.joined().contains(where: { $0.hasSuffix("\"\(severity)\"") }) {
        // The gravest of all is there; others may have been joined to graver ones.
        #expect(found.first?["severity"]?.string == severity)
        break
      }
    }
  }

  @Test(
    "M-060 the verdict follows the policy: from which severity on changes are requested, or a comment is made",
    arguments: [
      ("", "critical", "request-changes"), ("", "major", "comment"), ("", "minor", "comment"), ("", "info", "approve"),
      (#""verdict":{"request-changes":"minor"},"#, "minor", "request-changes"),
      (#""verdict":{"request-changes":"never","comment":"never"},"#, "critical", "approve"),
      (#""verdict":{"comment":"info"},"#, "info", "comment"),
    ])
  func verdict(_ policy: String, _ severity: String, _ verdict: String) async throws {
    let agents = ScriptedAgents { _, _ in "{\"findings\":[{\(finding(1, "r", "m", severity))}],\"verdict\":\"approve\"}"
    }
    let document = "{\(policy)\"reviewers\":[{\"id\":\"a\",\"capability\":\"code.review\"}]}"
    let (result, _, _) = try await Reviewing.review(agents, document)
    #expect(result["verdict"]?.string == verdict)
  }

  @Test("M-060 a reviewer that names no place is believed its verdict, the gravest of its parts")
  func ownVerdict() async throws {
    let agents = ScriptedAgents { _, count in
      count == 0 ? #"{"content":"no","verdict":"request-changes"}"# : #"{"content":"yes","verdict":"approve"}"#
    }
    let document = #"{"partBytes":1024,"reviewers":[{"id":"a","capability":"code.review"}]}"#
    let diff = Reviewing.diff + "diff --git a/z b/z\n" + String(repeating: "y\n", count: 450)
    let (result, _, _) = try await Reviewing.review(agents, document, input: Reviewing.text(diff))
    #expect(agents.asked.count == 2 && result["verdict"]?.string == "request-changes")
    #expect(result["reviews"]?[0]?["feedback"]?.string == "no\nyes")
  }
}
