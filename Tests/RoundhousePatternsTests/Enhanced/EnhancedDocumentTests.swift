import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct EnhancedDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try EnhancedDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test("M-168 an empty document is seed 004's workflow with all its numbers")
  func defaults() throws {
    let document = try #require(
      try PatternDocument(Array(#"{ "pattern": "enhanced" }"#.utf8)).content as? EnhancedDocument)
    #expect(
      document.errorRecovery
        == ErrorRecovery(maxRetries: 3, defaultStrategy: .exponentialBackoff, baseDelay: .seconds(1)))
    #expect(document.review.timeout == .seconds(60 * 60) && document.confidenceThreshold == 0.75)
    #expect(
      document.memory.store.target.capability == "memory.store"
        && document.memory.retrieve.target.capability == "memory.retrieve")
    #expect(document.size == "6 nodes" && document.variant == .complete && document.moment == .lowConfidence)
    let review = try EnhancedDocument(
      Array(#"{ "review": "always", "reviewTimeoutMinutes": 30, "baseDelay": 5 }"#.utf8))
    #expect(
      review.moment == .always && review.review.timeout == .seconds(1800)
        && review.errorRecovery.baseDelay == .milliseconds(5))
    let own = try EnhancedDocument(Array(#"{ "review": { "when": "never", "timeout": 5 } }"#.utf8))
    #expect(own.moment == .never && own.review.timeout == .milliseconds(5) && own.size == "4 nodes")
  }

  @Test("M-111 what is wrong with an enhanced workflow is told all at once")
  func refused() throws {
    let found = try problems(
      #"""
      { "retryStrategy": "exponential", "confidenceThreshold": 2, "reflect": {}, "generate": { "agentId": "Bob" }, "baseDelay": -1,
        "parallel": [{ "capability": "a" }, { "id": "x" }, { "id": "y", "action": "a" }, { "id": "y", "action": "b" }],
        "review": { "when": "allways", "reason": 5 }, "finalize": { "capability": "f", "input": { "$": ".stat.query" } } }
      """#)
    #expect(
      found == [
        #"$.retryStrategy: expected one of "exponential_backoff", "fixed_delay", "immediate", "no_retry", found "exponential"; choose one of them, such as "exponential_backoff""#,
        #"$.confidenceThreshold: expected a number from 0 to 1, found the number 2; write 1 or less"#,
        #"$.reflect: it names neither an agent nor a capability nor an action; add "capability": "memory.store""#,
        #"$.generate.agentId: expected a dotted lower-case name such as "acme.mailer", found "Bob"; write "bob""#,
        #"$.baseDelay: expected an integer from 0 to 3600000, found the number -1; write 0 or more"#,
        #"$.parallel[0].id: expected a string, found nothing; give the call a name for its result"#,
        #"$.parallel[1]: it names neither an agent nor a capability nor an action; add "capability": "x""#,
        #"$.parallel[3].id: expected an id of its own, found "y" again; rename one of the two"#,
        #"$.review.when: expected one of "low-confidence", "always", "never", found "allways"; did you mean "always"?"#,
        #"$.review.reason: expected a string, found the number 5; put it in quotes: "5""#,
        #"$.finalize.input.$: expected .input, .state in an expression, found .stat.query; did you mean ".state"?"#,
      ], "\(found.joined(separator: "\n"))")
  }

  @Test("M-111 members of the complete variant are refused in the basic one")
  func basic() throws {
    let found = try problems(#"{ "variant": "basic", "maxRetries": 3, "review": "always" }"#)
    #expect(
      found == [
        #"$.maxRetries: "maxRetries" is for the complete variant, and this one is basic; write "variant": "complete", or take it out"#,
        #"$.review: "review" is for the complete variant, and this one is basic; write "variant": "complete", or take it out"#,
      ])
    #expect(try problems(#"{ "review": 5 }"#).count == 1)
    #expect(
      try problems(#"{ "review": "sometimes" }"#).first?.contains(
        "expected one of \"low-confidence\", \"always\", \"never\"") == true)
  }

  @Test("M-111 an enhanced workflow is drawn with what it asks for at each node")
  func drawing() throws {
    let document = try EnhancedDocument(
      Array(
        #"""
        { "id": "w", "audit": { "capability": "audit.log" }, "options": [{ "id": "a", "confidence": 1 }, { "id": "b", "confidence": 0 }],
          "parallel": [{ "id": "x", "capability": "x" }], "generate": { "capability": "text.write" }, "apply": { "capability": "apply" },
          "finalize": { "capability": "publish" } }
        """#.utf8))
    #expect(
      document.dot == #"""
        digraph "w" {
          rankdir=LR; fontname="Helvetica";
          node [shape=box, style=rounded, fontname="Helvetica"];
          edge [fontname="Helvetica", fontsize=10];
          audit [label="audit\naudit.log"];
          reflect [label="reflect\nmemory.store"];
          retrieve [label="retrieve\na\nb"];
          parallel [label="parallel\nx"];
          generate [label="generate\ntext.write"];
          human_review [label="human_review\nat most 1h", shape=hexagon, style=""];
          apply_feedback [label="apply_feedback\napply"];
          finalize [label="finalize\npublish"];
          audit -> reflect;
          reflect -> retrieve;
          retrieve -> parallel;
          parallel -> generate;
          generate -> human_review [label="below 0.75"];
          generate -> finalize;
          human_review -> apply_feedback;
          apply_feedback -> finalize;
        }

        """#)
    #expect(try EnhancedDocument(Array(#"{ "review": "always" }"#.utf8)).dot.contains("retrieve -> human_review;"))
    #expect(try EnhancedDocument(Array(#"{ "review": "never" }"#.utf8)).dot.contains("retrieve -> finalize;"))
  }

  @Test("M-111 an enhanced workflow reads like what was done, what went wrong and who has said what")
  func report() async throws {
    let fixture = try await EnhancedFixture(EnhancedFixture.failing("text.write", times: 1))
    let (_, result, _) = try await fixture.perform(
      #"{ "id": "w", "retryStrategy": "immediate", "options": [{ "id": "a", "confidence": 0.5, "capability": "document.retrieve" }], "generate": { "capability": "text.write" } }"#,
      ReviewDecision(.approved, comments: "fine", reviewer: "ana"))
    let lines = try #require(PatternKinds.report(result)).lines
    guard case .heading(let heading) = lines[0], case .item(.good, let first) = lines[1] else {
      Issue.record("it begins otherwise: \(lines)")
      return
    }
    #expect(heading.hasPrefix("w: completed, ") && first.hasPrefix("audit, "))
    #expect(
      Array(lines.suffix(5)) == [
        .item(.notice, "route a, 50 % sure"), .item(.notice, "generate: overloaded 1, tried again"),
        .speech(who: "ana", what: "approved: fine"), .gap, .text("Agents learn from data [1]."),
      ])
    let facts = try await EnhancedFixture().perform().result
    #expect(
      try #require(PatternKinds.report(facts)).lines.last
        == .fact(name: "facts", value: #"[{"id":"fact-7","fact":"Agents learn from data by feedback"}]"#))
    let array = try await EnhancedFixture().perform(#"{ "finalize": { "capability": "f", "input": [1] } }"#).result
    #expect(try #require(PatternKinds.report(array)).lines.last == .text("f"))
    let refused = try await EnhancedFixture().perform(
      #"{ "review": "always" }"#, ReviewDecision(.rejected, reviewer: "ana")
    ).result
    #expect(try #require(PatternKinds.report(refused)).lines.last == .speech(who: "ana", what: "refused"))
    let failed = try await EnhancedFixture(EnhancedFixture.failing("x", times: 1)).perform(
      #"{ "retryStrategy": "no_retry", "generate": { "capability": "x" } }"#
    ).result
    #expect(
      try #require(PatternKinds.report(failed)).lines.suffix(3) == [
        .item(.bad, "generate: overloaded 1"), .gap, .item(.bad, "overloaded 1"),
      ])
  }
}
