import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Seed 004's four tests of a person in the loop.
@Suite struct EnhancedReviewTests {
  private static let always = #"""
    { "generate": { "capability": "text.write" }, "review": { "when": "always", "reason": "Quality check required", "reviewers": ["senior-lawyer"] } }
    """#
  private static let yes = ReviewDecision(
    .approved, comments: "Looks good!", confidence: 0.95, reviewer: "senior-lawyer")

  @Test(
    "M-162 S4-36 M-168 the senior lawyer approves with 0.95: the feedback stands in the state, and the draft goes out")
  func approved() async throws {
    let fixture = try await EnhancedFixture()
    let (outcome, result, review) = try await fixture.perform(Self.always, Self.yes)
    #expect(outcome.state == .completed && result["approved"]?.bool == true)
    #expect(review["reason"]?.string == "Quality check required" && review["reviewers"]?[0]?.string == "senior-lawyer")
    #expect(review["content"]?["text"]?.string == "Agents learn from data [1]." && review["confidence"]?.double != nil)
    let feedback = result["state"]?["human_feedback"]?[0]
    #expect(feedback?["reviewer_id"]?.string == "senior-lawyer" && feedback?["approved"]?.bool == true)
    #expect(feedback?["comments"]?.string == "Looks good!" && feedback?["confidence_score"]?.double == 0.95)
    #expect(try #require(feedback?["timestamp"]?.int) > 1_700_000_000_000)
    #expect(
      fixture.stages(result) == [
        "init", "processing", "awaiting_human_feedback", "processing", "finalizing", "completed",
      ])
    #expect(result["output"]?["text"]?.string == "Agents learn from data [1].")
    let statistics = fixture.host.patterns.enhanced.statistics
    #expect(statistics.reviewed == 1 && statistics.approved == 1)
  }

  @Test("M-162 M-081 what is refused is not made final, and the run has done what it should")
  func rejected() async throws {
    let fixture = try await EnhancedFixture()
    let (outcome, result, _) = try await fixture.perform(Self.always, ReviewDecision(.rejected, reviewer: "ana"))
    #expect(outcome.state == .completed && result["approved"]?.bool == false && result["output"]?.isNull == true)
    #expect(fixture.stages(result).last == "completed" && !fixture.stages(result).contains("finalizing"))
    #expect(fixture.host.patterns.enhanced.statistics.approved == 0)
  }

  @Test("M-162 S4-37 changes are brought in before the end: members of an object, a whole text, by an agent")
  func changes() async throws {
    let merged = try await EnhancedFixture().perform(
      Self.always, ReviewDecision(.changes, changes: Array(#"{"text":"Better."}"#.utf8), reviewer: "ana"))
    #expect(text(merged.result["output"]) == #"{"text":"Better.","citations":[],"confidence":0.9}"#)
    let replaced = try await EnhancedFixture().perform(
      Self.always, ReviewDecision(.changes, changes: Array(#""Best.""#.utf8), reviewer: "ana"))
    #expect(replaced.result["output"]?.string == "Best.")
    let comments = try await EnhancedFixture().perform(
      Self.always, ReviewDecision(.changes, comments: "shorter", reviewer: "ana"))
    #expect(comments.result["output"]?["text"]?.string == "Agents learn from data [1].")
    let fixture = try await EnhancedFixture()
    let applied = try await fixture.perform(
      Self.always.replacing("{ \"generate\"", with: #"{ "apply": { "capability": "feedback.apply" }, "generate""#),
      ReviewDecision(.changes, comments: "shorter", changes: Array("1".utf8), reviewer: "ana"))
    #expect(applied.result["output"]?.string == "feedback.apply")
    let sent = try #require(fixture.host.agents.asked.last { $0.capability == "feedback.apply" }?.input)
    #expect(sent.hasPrefix(#"{"draft":{"text":"#) && sent.hasSuffix(#","comments":"shorter","changes":1}"#))
  }

  @Test("M-162 M-082 S4-44 a review that nobody answers is an error of its node, in time")
  func expired() async throws {
    let fixture = try await EnhancedFixture()
    let (outcome, result) = try await fixture.perform(#"{ "review": { "when": "always", "timeout": 20 } }"#)
    #expect(outcome.state == .failed && outcome.error?.code == .deadlineExceeded)
    let error = result["state"]?["errors"]?[0]
    #expect(error?["node"]?.string == "human_review" && error?["agent_code"]?.string == "review_expired")
    #expect(fixture.stages(result).suffix(2) == ["awaiting_human_feedback", "failed"])
  }

  @Test("M-084 S4-31 a person is asked by itself if the choice or the draft is less sure than 0.75")
  func lowConfidence() async throws {
    for (route, draft, reason) in [(0.6, 0.9, "0.6"), (0.9, 0.5, "0.5")] {
      let fixture = try await EnhancedFixture { ask, before in
        ask.capability == "text.write" ? #"{"confidence":\#(draft)}"# : try await EnhancedFixture.office(ask, before)
      }
      let (_, result, review) = try await fixture.perform(
        #"{ "options": [{ "id": "a", "confidence": \#(route), "capability": "document.retrieve" }], "generate": { "capability": "text.write" } }"#,
        Self.yes)
      #expect(review["reason"]?.string == "The confidence is \(reason), below 0.75")
      #expect(review["confidence"]?.double == min(route, draft) && result["approved"]?.bool == true)
    }
    let sure = try await EnhancedFixture().perform(
      #"{ "options": [{ "id": "a", "confidence": 0.75, "capability": "document.retrieve" }] }"#)
    #expect(sure.outcome.state == .completed && sure.result["approved"] == nil)
  }

  @Test("M-168 S4-36 seed 004, example 2: the template asks the senior lawyer, for 30 minutes; the default is 60")
  func templates() async throws {
    let review = try #require(try Templates.named("human-review").document.content as? EnhancedDocument)
    #expect(review.moment == .always && review.review.reason == "Quality check required")
    #expect(review.review.timeout == .seconds(1800) && review.review.reviewers == ["senior-lawyer"])
    #expect(EnhancedDocument().review.timeout == .seconds(3600))
    let fixture = try await EnhancedFixture()
    let template = try Templates.named("human-review")
    let number = try await fixture.host.runs.submit(template.workflow, template.request())
    try await eventually { try await !fixture.host.runs.reviews().isEmpty }
    let open = try #require(try await fixture.host.runs.reviews().first)
    // The two are noted one after the other.
    #expect((1_799_000...1_800_000).contains(open.due - open.asked))
    try await fixture.host.runs.decide(number, Self.yes)
    let outcome = try await fixture.host.runs.outcome(of: number)
    await fixture.host.runs.stop()
    #expect(try JSONDocument(parsing: outcome.output).root["approved"]?.bool == true)
  }

  @Test("M-154 S4-37 seed 004, use case 1: a document is generated, reviewed, changed and made final")
  func documentGeneration() async throws {
    let template = try Templates.named("document-generation")
    let fixture = try await EnhancedFixture()
    let number = try await fixture.host.runs.submit(template.workflow, template.request())
    try await eventually { try await !fixture.host.runs.reviews().isEmpty }
    let changes = ReviewDecision(
      .changes, changes: Array(#"{"conclusion":"Yes, a warrant"}"#.utf8), reviewer: "senior-lawyer")
    try await fixture.host.runs.decide(number, changes)
    let outcome = try await fixture.host.runs.outcome(of: number)
    await fixture.host.runs.stop()
    #expect(fixture.host.agents.capabilities == ["memory.store", "legal.research", "legal.analyze"])
    let result = try JSONDocument(parsing: outcome.output).root
    #expect(text(result["output"]) == #"{"conclusion":"Yes, a warrant","confidence":0.8}"#)
    #expect(
      result["state"]?["checkpoints"]?.members.map(\.key).suffix(3) == ["human_review", "apply_feedback", "finalize"])
  }

  @Test("M-074 M-080 a workflow that waits for a person goes on in the next life of its host")
  func restart() async throws {
    let store = MemoryRunStore()
    let first = try await EnhancedFixture(EnhancedFixture.office, store)
    let number = try await first.host.runs.submit(
      "enhanced", EnhancedDocument.request(Array(Self.always.utf8), input: Array(#""q""#.utf8)))
    try await eventually { try await !first.host.runs.reviews().isEmpty }
    await first.host.runs.stop()
    let second = try await EnhancedFixture(EnhancedFixture.office, store)
    try await eventually { try await !second.host.runs.reviews().isEmpty }
    try await second.host.runs.decide(number, Self.yes)
    let outcome = try await second.host.runs.outcome(of: number)
    await second.host.runs.stop()
    #expect(outcome.state == .completed && second.host.agents.asked.isEmpty)
  }
}
