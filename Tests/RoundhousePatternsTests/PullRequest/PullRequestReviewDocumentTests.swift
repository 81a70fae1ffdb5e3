import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct PullRequestReviewDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try PullRequestReviewDocument(Array(text.utf8)) }.list
      .map(\.description)
  }

  @Test("M-060 a document says who reviews and what findings mean; without one the five that ship do")
  func read() throws {
    let usual = try PatternDocument(Array(#"{"pattern": "pr-review"}"#.utf8))
    #expect(usual.workflow == "pull-request-review" && usual.content.size == "5 reviewers")
    let document = try PullRequestReviewDocument(
      Array(
        """
        { "id": "mine", "reviewers": [{ "id": "one", "agent": "converser", "role": "critic", "focus": "names",
            "timeout": 5000, "retryPolicy": { "maxRetries": 1 } }],
          "verdict": { "request-changes": "major" }, "nearLines": 0, "maxFindings": 7, "partBytes": 2048, "maxParts": 2 }
        """.utf8))
    #expect(document.id == "mine" && document.size == "1 reviewer")
    #expect(document.reviewers[0].target == CallTarget(capability: "chat", agent: "converser"))
    #expect(document.reviewers[0].role == "critic" && document.reviewers[0].focus == "names")
    #expect(document.reviewers[0].timeout == .seconds(5) && document.reviewers[0].retry.retries == 1)
    #expect(document.policy == VerdictPolicy(requestChanges: .major, comment: .minor))
    #expect(document.nearLines == 0 && document.maximumFindings == 7)
    #expect(document.partBytes == 2048 && document.maximumParts == 2)
  }

  @Test("M-060 all that is wrong with a document is told at once")
  func refused() throws {
    #expect(
      try problems(
        """
        { "reviewers": [{ "id": "a", "capability": "code.review" }, { "id": "a", "agent": "b" }, { "id": "c" }, {},
            { "id": 7, "capability": "Code Review" }, 7],
          "verdict": { "request-changes": "dire", "comments": "minor" }, "nearLines": -1, "maxFindings": 0,
          "partBytes": 1, "maxParts": "2", "reviewer": [] }
        """) == [
          #"$.reviewers[1]: expected a reviewer with an id of its own, found "a" again; rename it"#,
          #"$.reviewers[2]: it names neither an agent nor a capability; add "capability": "code.review""#,
          #"$.reviewers[3].id: expected a string, found nothing; call it after what it looks at: "security""#,
          #"$.reviewers[3]: it names neither an agent nor a capability; add "capability": "code.review""#,
          #"$.reviewers[4].id: expected an id of at most 128 bytes, found the number 7; give it an id such as "book""#,
          #"$.reviewers[4].capability: expected a dotted lower-case name such as "ticket.purchase", found "Code Review"; write "code.review""#,
          #"$.reviewers[5]: expected an object, found the number 7; write { "id": … }"#,
          #"$.verdict.request-changes: expected one of "critical", "major", "minor", "info", "never", found "dire"; choose one of them, such as "critical""#,
          #"$.verdict.comments: expected a known key, found "comments"; did you mean "comment"?"#,
          #"$.nearLines: expected an integer from 0 to 100, found the number -1; write 0 or more"#,
          #"$.maxFindings: expected an integer from 1 to 2000, found the number 0; write 1 or more"#,
          #"$.partBytes: expected an integer from 1024 to 8388608, found the number 1; write 1024 or more"#,
          #"$.maxParts: expected an integer from 1 to 256, found "2"; write it without quotes: 2"#,
          #"$.reviewer: expected a known key, found "reviewer"; did you mean "reviewers"?"#,
        ])
    #expect(try problems("7").count == 1)
    #expect(
      try problems(#"{ "reviewers": [] }"#) == [#"$.reviewers: expected at least 1 of reviewers, found none; add one"#])
  }

  @Test("M-060 a picture shows the change, who reads it, and the verdict")
  func drawing() throws {
    let document = try PullRequestReviewDocument(
      Array(
        """
        { "id": "mine", "reviewers": [{ "id": "one", "agent": "converser", "role": "critic", "timeout": 5000 },
          { "id": "two", "capability": "code.review" }] }
        """.utf8))
    #expect(
      document.dot == """
        digraph "mine" {
          rankdir=LR; fontname="Helvetica";
          node [shape=box, style=rounded, fontname="Helvetica"];
          "change" [shape=note, style=solid];
          "verdict" [shape=diamond, style=solid];
          "reviewer/0" [label="one\\nconverser: chat\\nas critic\\nat most 5s"];
          "change" -> "reviewer/0" -> "verdict";
          "reviewer/1" [label="two\\ncode.review"];
          "change" -> "reviewer/1" -> "verdict";
        }

        """)
  }

  private static func agents(_ severity: String) -> ScriptedAgents {
    ScriptedAgents { ask, _ in
      switch ask.capability {
      case "review.secrets":
        #"{"findings":[{"file":"a`b.py","line":2,"severity":"\#(severity)","rule":"pw","message":"Call <b>@all</b> *now*\nor never","suggestion":"[read](it)"}],"summary":"one"}"#
      case "review.tests": #"{"findings":[{"line":0,"severity":"info","message":"no tests"}],"summary":""}"#
      case "review.style": throw RoundhouseError(.agentError, "busy", agentCode: "busy")
      default: #"{"findings":[],"summary":"fine"}"#
      }
    }
  }

  @Test("M-060 as a comment, the review has the findings under their severity, and nothing that agents say is markup")
  func markdown() async throws {
    let (result, _, _) = try await Reviewing.review(Self.agents("critical"))
    #expect(
      result["markdown"]?.string == """
        ### Review: changes requested

        Found 1 critical, 1 info in 2 files (+3 −2), by 5 reviewers: changes requested. Not everything was looked at.

        **critical**

        - `a'b.py:2` Call &lt;b&gt;@\u{200B}all&lt;/b&gt; \\*now\\* or never (`pw`)
          → \\[read\\](it)
          _found by secrets_

        **info**

        - no tests
          _found by tests_

        **Not looked at**

        - style has not answered: busy

        """)
  }

  @Test(
    "M-060 a report reads like a review",
    arguments: [
      ("critical", PatternReport.Weight.bad), ("major", .notice), ("info", .notice),
    ])
  func report(_ severity: String, _ weight: PatternReport.Weight) async throws {
    let (result, _, _) = try await Reviewing.review(
      Self.agents(severity), input: Array(#"{"title":"Sign in","diff":\#(Reviewing.text(Reviewing.diff).text)}"#.utf8))
    let lines = try #require(PatternKinds.report(result)).lines
    #expect(lines.first == .heading("Sign in"))
    #expect(lines[1] == .item(weight, result["summary"]?.string ?? ""))
    let text = "a`b.py:2  \(severity): Call <b>@all</b> *now*\nor never  [pw]\n→ [read](it)"
    #expect(lines.contains(.item(severity == "info" ? .plain : .bad, text)))
    #expect(lines.contains(.item(.plain, "info: no tests")))
    #expect(lines.contains(.item(.good, "danger: fine")) && lines.contains(.item(.plain, "tests: nothing to say")))
    #expect(lines.contains(.item(.bad, "style has not answered: busy")))
    // Told once.
    #expect(lines.last == .item(.bad, "style has not answered: busy"))
    #expect(!lines.contains(.heading("Not looked at")))
  }

  @Test("M-060 a report names files that nobody has read, and a change that nobody has reviewed")
  func reportOfGaps() async throws {
    let list = Array(#"[{"filename":"a","patch":"@@ -1 +1 @@\n-a\n+b"},{"filename":"logo.png"}]"#.utf8)
    let (result, _, _) = try await Reviewing.review(Self.agents("info"), input: list)
    let lines = try #require(PatternKinds.report(result)).lines
    #expect(lines.suffix(2) == [.heading("Not looked at"), .item(.notice, "Nobody has read logo.png")])
    let silent = ScriptedAgents { _, _ in throw RoundhouseError(.agentError, "no", agentCode: "no") }
    let (none, _, _) = try await Reviewing.review(silent)
    let told = try #require(PatternKinds.report(none)).lines
    #expect(told[1] == .item(.notice, "Nobody has reviewed 2 files (+3 −2)."))
  }

  @Test("M-060 a change in which nothing is found is approved, and says so")
  func approved() async throws {
    let agents = ScriptedAgents { _, _ in "looks good" }
    let document = #"{"reviewers": [{"id": "one", "capability": "code.review"}]}"#
    let (result, _, _) = try await Reviewing.review(agents, document)
    let lines = try #require(PatternKinds.report(result)).lines
    #expect(
      lines == [
        .heading("Review"), .item(.good, "Nothing found in 2 files (+3 −2), by 1 reviewer: approved."), .gap,
        .heading("Reviewers"), .item(.good, "one: looks good"),
      ])
    #expect(try PatternKinds.report(JSONDocument(parsing: Array(#"{"pattern":"pr-review"}"#.utf8)).root) == nil)
  }
}
