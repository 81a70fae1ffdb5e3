import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// A change is reviewed by several, and what they find is made one review.
@Suite struct PullRequestReviewTests {
  private static let findings: [String: String] = [
    "review.secrets":
      #"{"findings":[{"file":"auth.py","line":2,"severity":"critical","rule":"secrets.password","message":"A password is written down","suggestion":"Read it from the environment"}],"summary":"one secret","verdict":"request-changes"}"#,
    "review.danger":
      #"{"findings":[{"file":"auth.py","line":3,"severity":"major","rule":"danger.eval","message":"eval runs whatever it is given"},{"file":"auth.py","line":2,"severity":"minor","rule":"danger.literal","message":"A password is written down here"}],"summary":"two","verdict":"comment"}"#,
    "review.tests":
      #"{"findings":[{"file":"","line":0,"severity":"info","rule":"tests.none","message":"No test has changed"}],"summary":"untested","verdict":"comment"}"#,
  ]

  private static let answer: ScriptedAgents.Answer = { ask, _ in
    findings[ask.capability] ?? #"{"findings":[],"summary":"nothing","verdict":"approve"}"#
  }

  @Test("M-060 five reviewers read the diff beside one another; their findings are one list, the gravest first")
  func review() async throws {
    let agents = ScriptedAgents { ask, count in
      try await Task.sleep(for: .milliseconds(50))
      return try await Self.answer(ask, count)
    }
    let (result, outcome, _) = try await Reviewing.review(agents)
    #expect(outcome.state == .completed)
    #expect(
      agents.capabilities.sorted() == [
        "review.complexity", "review.danger", "review.secrets", "review.style", "review.tests",
      ])
    let spans = agents.spans
    #expect(try #require(spans.map(\.began).max()) < #require(spans.map(\.ended).min()))
    #expect(
      result.members.map(\.key) == [
        "pattern", "success", "pr_title", "verdict", "summary", "complete", "total_reviewers", "counts", "findings",
        "reviews", "files_changed", "additions", "deletions", "notes", "duration", "markdown",
      ])
    let findings = try #require(result["findings"])
    #expect(findings.elements.compactMap { $0["rule"]?.string } == ["secrets.password", "danger.eval", "tests.none"])
    #expect(
      findings[0].map { Array($0.raw).text } == """
        {"file":"auth.py","line":2,"severity":"critical","rule":"secrets.password","message":"A password is written down",\
        "suggestion":"Read it from the environment","found_by":["secrets","danger"]}
        """)
    #expect(result["verdict"]?.string == "request-changes" && result["total_reviewers"]?.int == 5)
    #expect(
      result["summary"]?.string
        == "Found 1 critical, 1 major, 1 info in 2 files (+3 −2), by 5 reviewers: changes requested.")
    #expect(try #require(result["duration"]?.int) >= 49 && result["complete"]?.bool == true)
    #expect(
      result["reviews"]?.elements.compactMap { $0["reviewer"]?.string } == [
        "secrets", "danger", "tests", "complexity", "style",
      ])
    #expect(result["reviews"]?[0]?["feedback"]?.string == "one secret" && result["reviews"]?[0]?["findings"]?.int == 1)
  }

  @Test("M-060 seed 003's pull request goes to each reviewer with its title, description, diff, files and line counts")
  func question() async throws {
    let template = try Templates.named("pr-review")
    let agents = ScriptedAgents(Self.answer)
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), PullRequestReviewManager().workflow)
    let outcome = try await fixture.runs.perform(template.workflow, template.request())
    await fixture.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(result["pr_title"]?.string == "Add user authentication system")
    #expect(result["additions"]?.int == 45 && result["deletions"]?.int == 12)
    #expect(result["files_changed"]?.elements.compactMap(\.string) == ["auth.py", "models.py"])
    let given = try JSONDocument(parsing: Array(agents.asked[0].input.utf8)).root
    #expect(
      given.members.map(\.key) == [
        "title", "description", "diff", "files_changed", "additions", "deletions", "focus",
      ])
    #expect(given["description"]?.string == "Implements JWT-based authentication")
    #expect(given["diff"]?.string?.hasPrefix("diff --git a/auth.py b/auth.py\n") == true)
    #expect(given["additions"]?.int == 45 && given["files_changed"]?.count == 2)
  }

  @Test("M-153 seed 003's three reviewers: two read code, the third is spoken to in its role and answers in words")
  func panel() async throws {
    let template = try Templates.named("pr-review-panel")
    let agents = ScriptedAgents { ask, count in
      ask.capability == "chat"
        ? #"{"content":"People will not see why they are sent away"}"# : try await Self.answer(ask, count)
    }
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), PullRequestReviewManager().workflow)
    let outcome = try await fixture.runs.perform(template.workflow, template.request())
    await fixture.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    let reviews = try #require(result["reviews"])
    #expect(
      reviews.elements.compactMap { $0["reviewer"]?.string } == ["senior_developer", "security_expert", "ux_reviewer"])
    #expect(reviews[2]?["feedback"]?.string == "People will not see why they are sent away")
    let chat = try #require(agents.asked.first { $0.capability == "chat" })
    #expect(chat.agent == "converser")
    let given = try JSONDocument(parsing: Array(chat.input.utf8)).root
    #expect(
      given["role"]?.string == "user experience reviewer" && given["topic"]?.string == "Add user authentication system")
    let words = try #require(given["messages"]?[0]?["content"]?.string)
    #expect(words.hasPrefix("Review this pull request: Add user authentication system\nImplements JWT"))
    #expect(words.contains("Look at what the people see who sign in.\n\ndiff --git a/auth.py"))
  }

  @Test(
    "M-060 a reviewer that fails is told of, and the others' findings stand; what not all have seen is not approved")
  func isolation() async throws {
    let agents = ScriptedAgents { ask, _ in
      if ask.capability == "review.danger" { throw RoundhouseError(.agentCrashed, "it is gone", agentCode: "gone") }
      return #"{"findings":[],"summary":"fine","verdict":"approve"}"#
    }
    let (result, outcome, fixture) = try await Reviewing.review(agents)
    #expect(outcome.state == .completed && result["success"]?.bool == true)
    #expect(result["verdict"]?.string == "comment" && result["complete"]?.bool == false)
    #expect(result["notes"]?.elements.compactMap(\.string) == ["danger has not answered: it is gone"])
    #expect(result["reviews"]?[1]?["errors"]?[0]?["code"]?.string == "agent_crashed")
    #expect(result["summary"]?.string?.hasSuffix("commented. Not everything was looked at.") == true)
    let events = try fixture.events()
    #expect(
      events.map(\.type).sorted() == [
        "pr-review:asked", "pr-review:asked", "pr-review:asked", "pr-review:asked", "pr-review:asked",
        "pr-review:completed", "pr-review:reviewed", "pr-review:reviewed", "pr-review:reviewed", "pr-review:reviewed",
        "pr-review:reviewed", "pr-review:started",
      ])
    let failed = try #require(events.first { $0.data["reviewer"]?.string == "danger" && $0.data["success"] != nil })
    #expect(failed.data["success"]?.bool == false && failed.data["error"]?.string == "it is gone")
  }

  @Test("M-060 where nobody answers the run fails; set going again, it asks all of them again")
  func nobody() async throws {
    let agents = ScriptedAgents { _, count in
      if count == 0 { throw RoundhouseError(.agentError, "no", agentCode: "no") }
      return "fine"
    }
    let manager = PullRequestReviewManager()
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), manager.workflow)
    let input = PullRequestReviewDocument.request(Array("{}".utf8), input: Reviewing.text(Reviewing.diff))
    let outcome = try await fixture.runs.perform("pull-request-review", input)
    #expect(outcome.state == .failed && outcome.error?.code == .agentError)
    #expect(
      outcome.error?.message
        == "nobody has reviewed the change: secrets: no (and danger, tests, complexity, style)")
    #expect(try JSONDocument(parsing: outcome.output).root["success"]?.bool == false)
    try await fixture.runs.goOnAgain(outcome.number)
    let second = try await fixture.runs.outcome(of: outcome.number)
    await fixture.runs.stop()
    #expect(second.state == .completed && agents.asked.count == 10)
    #expect(try JSONDocument(parsing: second.output).root["verdict"]?.string == "approve")
    #expect(manager.statistics.totalReviews == 2 && manager.statistics.failedReviews == 1)
  }

  @Test("M-060 a long diff is read in parts of whole files; what is too long or too much is named")
  func parts() async throws {
    func file(_ name: String, _ lines: Int) -> String {
      let text = (0..<lines).map { "+line \($0) of \(name)\n" }.joined()
      return "diff --git a/\(name) b/\(name)\n--- /dev/null\n+++ b/\(name)\n@@ -0,0 +1,\(lines) @@\n\(text)"
    }
    let diff = file("a", 20) + file("b", 20) + file("long", 200) + file("c", 60) + file("d", 20)
    let document = """
      { "partBytes": 1024, "maxParts": 3, "reviewers": [{ "id": "one", "capability": "code.review" },
        { "id": "two", "agent": "reviewer", "role": "critic" }] }
      """
    let agents = ScriptedAgents { ask, count in
      if ask.agent == "reviewer", count == 1 { throw RoundhouseError(.agentError, "too much", agentCode: "much") }
      return #"{"findings":[],"summary":"read"}"#
    }
    let (result, _, _) = try await Reviewing.review(agents, document, input: Reviewing.text(diff))
    let given = try agents.asked.filter { $0.agent.isEmpty }.map {
      try JSONDocument(parsing: Array($0.input.utf8)).root
    }
    #expect(given.map { $0["part"]?.int } == [1, 2, 3] && given.allSatisfy { $0["parts"]?.int == 3 })
    let texts = given.compactMap { $0["diff"]?.string }
    #expect(texts[0] == file("a", 20) + file("b", 20) && texts[2] == file("c", 60))
    #expect(texts[1].utf8.count <= 1024 && file("long", 200).hasPrefix(texts[1]) && texts[1].hasSuffix("\n"))
    #expect(
      result["notes"]?.elements.compactMap(\.string) == [
        "two has read only a part: too much", "Only the beginning was read of long", "Nobody has read d",
      ])
    #expect(result["verdict"]?.string == "comment" && result["reviews"]?[0]?["feedback"]?.string == "read\nread\nread")
  }

  @Test("M-060 a line that is longer than a part is cut within it, and a file without a patch is named")
  func oneLine() async throws {
    let long = "diff --git a/x b/x " + String(repeating: "y", count: 3000)
    let agents = ScriptedAgents()
    let (result, _, _) = try await Reviewing.review(agents, #"{"partBytes":1024}"#, input: Reviewing.text(long))
    #expect(
      try JSONDocument(parsing: Array(agents.asked[0].input.utf8)).root["diff"]?.string == String(long.prefix(1024)))
    #expect(result["notes"]?.count == 1)
    let list = #"[{"filename":"a","patch":"@@ -1 +1 @@\n-a\n+b"},{"filename":"logo.png"}]"#
    let (second, _, _) = try await Reviewing.review(agents, input: Array(list.utf8))
    #expect(second["notes"]?[0]?.string == "Nobody has read logo.png")
  }

  @Test("M-060 a real diff of this repository is reviewed line by line, and long lines are found where git has them")
  func real() async throws {
    let diff = try Reviewing.fixture("patterns.diff")
    let agents = ScriptedAgents { ask, _ in
      let given = try JSONDocument(parsing: Array(ask.input.utf8)).root
      let wanted = ask.capability == "review.style" ? 110 : 100
      return LineLengths.review(given["diff"]?.string ?? "", longerThan: wanted)
    }
    let document = """
      { "partBytes": 16384, "reviewers": [{ "id": "style", "capability": "review.style" },
        { "id": "strict", "capability": "code.review" }] }
      """
    let (result, _, _) = try await Reviewing.review(agents, document, input: Reviewing.text(diff))
    #expect(result["complete"]?.bool == true && agents.asked.count > 6)
    let findings = try #require(result["findings"]).elements.map { $0 }
    // What both have found is told once, with both names.
    let expected = LineLengths.all(diff, longerThan: 100)
    #expect(expected.count > 20 && findings.count == expected.count)
    #expect(Set(findings.compactMap { $0["file"]?.string.map { $0 } }) == Set(expected.map(\.file)))
    let both = LineLengths.all(diff, longerThan: 110)
    #expect(!both.isEmpty && findings.count { $0["found_by"]?.count == 2 } == both.count)
    #expect(result["additions"]?.int == 376 && result["files_changed"]?.count == 38)
  }

  @Test("M-060 in Swift: reviewers are registered, and a change is reviewed by them")
  func facade() async throws {
    let manager = PullRequestReviewManager()
    #expect(manager.reviewers.map(\.id) == ["secrets", "danger", "tests", "complexity", "style"])
    #expect(manager.statistics.averageTime == 0)
    for name in ["senior_developer", "security_expert", "security_expert"] {
      manager.registerReviewer(CodeReviewer(name, CallTarget(capability: "code.review", agent: name), role: name))
    }
    let agents = ScriptedAgents { ask, _ in #"{"findings":["from \#(ask.agent)"],"verdict":"comment"}"# }
    let result = try await manager.reviewPR(
      PullRequest(Reviewing.text(Reviewing.diff)), on: .unrecorded(agents))
    #expect(agents.asked.map(\.agent).sorted() == ["security_expert", "senior_developer"])
    #expect(result.findings.map(\.message) == ["from security_expert", "from senior_developer"])
    #expect(result.findings.allSatisfy { $0.severity == .minor && $0.place.isEmpty })
    let json = try JSONDocument(parsing: manager.statistics.json).root
    #expect(json["total_reviews"]?.int == 1 && json["verdicts"]?["comment"]?.int == 1 && json["findings"]?.int == 2)
    #expect(
      json.members.map(\.key) == [
        "total_reviews", "failed_reviews", "avg_time_ms", "findings", "failed_reviewers", "verdicts",
      ])
  }

  @Test("M-060 what ends the run is no reviewer's failure")
  func budget() async throws {
    var budget = Budget()
    budget.calls = 2
    let error = try await #require(throws: RunError.self) {
      try await PullRequestReviewManager().reviewPR(
        PullRequest(Reviewing.text(Reviewing.diff)), on: .unrecorded(ScriptedAgents(), budget: budget))
    }
    #expect(error.error.code == .budgetExceeded)
  }

  @Test("M-060 a review goes on after each of its records: no reviewer that has answered is asked again")
  func resumes() async throws {
    let document = """
      { "partBytes": 1024, "reviewers": [{ "id": "secrets", "capability": "review.secrets" },
        { "id": "danger", "capability": "review.danger" }, { "id": "bad", "capability": "code.review" }] }
      """
    let diff = Reviewing.diff + "diff --git a/z b/z\n" + String(repeating: "y\n", count: 400)
    let request = PullRequestReviewDocument.request(Array(document.utf8), input: Reviewing.text(diff))
    try await ResumeCheck.run(
      request,
      { ask, _ in
        if ask.capability == "code.review" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
        return try await Self.answer(ask, 0)
      }, { PullRequestReviewManager().workflow })
  }
}

/// A reviewer that counts characters: real in the small.
private enum LineLengths {
  static func all(_ diff: String, longerThan length: Int) -> [(file: String, line: Int, count: Int)] {
    var found: [(file: String, line: Int, count: Int)] = []
    var (file, line) = ("", 0)
    for text in diff.split(separator: "\n", omittingEmptySubsequences: false) {
      if text.hasPrefix("+++ b/") {
        file = String(text.dropFirst(6))
      } else if text.hasPrefix("@@ "),
        let start = text.split(separator: "+")[1].split(whereSeparator: { ", ".contains($0) }).first
      {
        line = (Int(start) ?? 1) - 1
      } else if text.hasPrefix("+") || text.hasPrefix(" ") {
        line += 1
        if text.hasPrefix("+"), text.count > length { found.append((file, line, text.count - 1)) }
      }
    }
    return found
  }

  static func review(_ diff: String, longerThan length: Int) -> String {
    let findings = all(diff, longerThan: length).map { file, line, count in
      #"{"file":"\#(file)","line":\#(line),"severity":"info","rule":"style.length","message":"\#(count) characters"}"#
    }
    return
      "{\"findings\":[\(findings.joined(separator: ","))],\"summary\":\"\(findings.count) lines\",\"verdict\":\"approve\"}"
  }
}
