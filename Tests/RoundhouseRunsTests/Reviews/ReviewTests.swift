import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// A person is asked, and decides, or does not.
@Suite struct ReviewTests {
  private static func asks(_ request: ReviewRequest) -> Workflow {
    Workflow("asks") { run, _ in
      let decision = try await run.review("approval", request)
      _ = try await run.call("after.it", decision.json)
      return decision.json
    }
  }

  private static let plain = ReviewRequest(
    "10000 is much", content: [UInt8](#"{"amount":10000}"#), confidence: 0.6, reviewers: ["ana"])

  @Test("M-080 a review stands in the list with its reason, content, confidence and when it is due: 60 minutes")
  func listed() async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.asks(Self.plain), patience: .milliseconds(10))
    let run = try await fixture.runs.submit("asks")
    try await eventually { try await fixture.runs.reviews().count == 1 }
    let inMemory = try #require(try await fixture.runs.reviews().first)
    try await eventually { store.run(run)?.state == .waiting }
    let asleep = try #require(try await fixture.runs.reviews().first)
    for review in [inMemory, asleep] {
      #expect(review.run == run && review.key == "approval" && review.workflow == "asks")
      #expect(review.due - review.asked == 3_600_000)
      let request = try JSONDocument(parsing: review.request).root
      #expect(request["reason"]?.string == "10000 is much" && request["content"]?["amount"]?.int == 10000)
      #expect(request["confidence"]?.double == 0.6 && request["reviewers"]?.count == 1)
    }
    await fixture.runs.stop()
  }

  @Test(
    "M-081 each verdict goes on with what the reviewer has said",
    arguments: [
      ReviewDecision(.approved, comments: "good", confidence: 0.9, reviewer: "ana"),
      ReviewDecision(.rejected, comments: "too dear", reviewer: "bo"),
      ReviewDecision(.changes, comments: "less", changes: [UInt8](#"{"amount":500}"#), reviewer: "ana"),
    ])
  func verdicts(_ decision: ReviewDecision) async throws {
    let store = MemoryRunStore()
    let fixture = try await RunsFixture(store, ScriptedAgents(), Self.asks(Self.plain), patience: .milliseconds(10))
    let run = try await fixture.runs.submit("asks")
    try await eventually { store.run(run)?.state == .waiting }
    try await fixture.runs.decide(run, decision)
    let outcome = try await fixture.runs.outcome(of: run)
    #expect(outcome.output.text == decision.json.text)
    #expect(fixture.agents.asked.map(\.input) == [decision.json.text])
    #expect(try await fixture.runs.reviews().isEmpty)
    await fixture.runs.stop()
  }

  @Test("M-081 a run that waits for a decision gets it after a restart, and is decided once")
  func restart() async throws {
    let store = MemoryRunStore()
    let first = try await RunsFixture(store, ScriptedAgents(), Self.asks(Self.plain))
    let run = try await first.runs.submit("asks")
    try await eventually { try await first.runs.reviews().count == 1 }
    await first.runs.stop()
    let next = try await RunsFixture(store, ScriptedAgents(), Self.asks(Self.plain))
    try await eventually { try await next.runs.reviews().count == 1 }
    try await next.runs.decide(run, review: "approval", ReviewDecision(.approved, reviewer: "ana"))
    _ = try await next.runs.outcome(of: run)
    let again = try await #require(throws: RoundhouseError.self) {
      try await next.runs.decide(run, ReviewDecision(.rejected))
    }
    #expect(again.code == .conflict)
    await next.runs.stop()
  }

  @Test(
    "M-082 a review that nobody answers fails, is approved or rejected as it says",
    arguments: ReviewRequest.Expiry.allCases)
  func expiry(_ policy: ReviewRequest.Expiry) async throws {
    let request = ReviewRequest("soon", timeout: .milliseconds(20), onExpiry: policy)
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), Self.asks(request))
    let outcome = try await fixture.runs.perform("asks")
    switch policy {
    case .fail:
      #expect(outcome.state == .failed && outcome.error?.code == .deadlineExceeded)
      #expect(outcome.error?.agentCode == "review_expired")
    case .approve, .reject:
      let verdict = try JSONDocument(parsing: outcome.output).root
      #expect(verdict["verdict"]?.string == (policy == .approve ? "approved" : "rejected"))
      #expect(verdict["reviewer"]?.string == "expiry")
    }
    #expect(fixture.runs.reviewStatistics.expired == 1)
    await fixture.runs.stop()
  }

  @Test("M-082 a review expires across a restart, at the time it would have")
  func expiryAcrossRestart() async throws {
    let request = ReviewRequest("soon", timeout: .milliseconds(1500), onExpiry: .reject)
    let store = MemoryRunStore()
    let first = try await RunsFixture(store, ScriptedAgents(), Self.asks(request), patience: .milliseconds(5))
    let run = try await first.runs.submit("asks")
    try await eventually { store.run(run)?.state == .waiting }
    await first.runs.stop()
    let next = try await RunsFixture(store, ScriptedAgents(), Self.asks(request), patience: .milliseconds(5))
    try await eventually { store.run(run)?.state == .completed }
    #expect(store.run(run)?.output.text.contains("rejected") == true)
    await next.runs.stop()
  }

  @Test("M-082 others are asked when those who were asked first have not decided")
  func escalation() async throws {
    let request = ReviewRequest(
      "soon", reviewers: ["ana"], timeout: .milliseconds(20), escalation: .init(to: ["chief"], timeout: .seconds(600)))
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), Self.asks(request))
    let run = try await fixture.runs.submit("asks")
    try await eventually { try await fixture.runs.reviews().first?.key == "approval.escalated" }
    let open = try #require(try await fixture.runs.reviews().first)
    let asked = try JSONDocument(parsing: open.request).root
    #expect(asked["reviewers"]?[0]?.string == "chief" && asked["escalated"]?.bool == true)
    try await fixture.runs.decide(run, ReviewDecision(.approved, reviewer: "chief"))
    #expect(try await fixture.runs.outcome(of: run).state == .completed)
    #expect(fixture.runs.reviewStatistics.escalated == 1)
    await fixture.runs.stop()
  }

  @Test("M-083 how many reviews there were, how they ended and how long they took")
  func statistics() async throws {
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), Self.asks(Self.plain))
    for verdict in [ReviewVerdict.approved, .approved, .approved, .rejected] {
      let run = try await fixture.runs.submit("asks")
      try await eventually { try await fixture.runs.reviews().count == 1 }
      try await fixture.runs.decide(run, ReviewDecision(verdict, reviewer: "ana"))
      _ = try await fixture.runs.outcome(of: run)
    }
    let statistics = fixture.runs.reviewStatistics
    #expect(statistics.requested == 4 && statistics.decided == [.approved: 3, .rejected: 1])
    #expect(statistics.approvalRate == 0.75 && statistics.averageTime >= 0)
    var json = JSONWriter()
    statistics.write(to: &json)
    let root = try JSONDocument(parsing: json.bytes).root
    #expect(root["total_reviews"]?.int == 4 && root["approval_rate"]?.double == 0.75)
    #expect(root["decided"]?["changes"]?.int == 0)
    await fixture.runs.stop()
  }

  @Test("M-081 of several reviews of one run it must be said which is meant")
  func several() async throws {
    let both = Workflow("both") { run, _ in
      let outcomes = try await run.branches(
        "both",
        ["law", "money"].map { id in
          Branch<String>(id) { run, _ in try await run.review("ok", ReviewRequest(id)).verdict.rawValue }
        })
      return [UInt8]("\(outcomes.results["law"] ?? "") \(outcomes.results["money"] ?? "")")
    }
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), both)
    let run = try await fixture.runs.submit("both")
    try await eventually { try await fixture.runs.reviews().count == 2 }
    let which = try await #require(throws: RoundhouseError.self) {
      try await fixture.runs.decide(run, ReviewDecision(.approved))
    }
    #expect(which.code == .badRequest && which.remedy == "say which: both/law/ok, both/money/ok")
    let none = try await #require(throws: RoundhouseError.self) {
      try await fixture.runs.decide(run, review: "both/law/no", ReviewDecision(.approved))
    }
    #expect(none.code == .conflict)
    try await fixture.runs.decide(run, review: "both/money/ok", ReviewDecision(.rejected))
    try await fixture.runs.decide(run, review: "both/law/ok", ReviewDecision(.approved))
    #expect(try await fixture.runs.outcome(of: run).output.text == "approved rejected")
    await fixture.runs.stop()
  }

  @Test("whoever listens is told that somebody is asked, and what was decided")
  func events() async throws {
    let fixture = try await RunsFixture(MemoryRunStore(), ScriptedAgents(), Self.asks(Self.plain))
    let run = try await fixture.runs.submit("asks")
    try await eventually { try await fixture.runs.reviews().count == 1 }
    try await fixture.runs.decide(run, ReviewDecision(.approved, comments: "good", reviewer: "ana"))
    _ = try await fixture.runs.outcome(of: run)
    let events = try await fixture.runs.events(after: 0, EventFilter(run: run, agent: "", type: "review:*"))
    #expect(events.map(\.type) == ["review:requested", "review:decided"])
    let requested = try JSONDocument(parsing: events[0].data).root
    #expect(requested["review"]?["reason"]?.string == "10000 is much" && requested["due"]?.int != nil)
    let decided = try JSONDocument(parsing: events[1].data).root
    #expect(decided["verdict"]?.string == "approved" && decided["agentId"]?.string == "ana")
    await fixture.runs.stop()
  }

  @Test(
    "M-081 what is no decision is refused with what one looks like",
    arguments: [
      "", "[]", "{}", #"{"verdict":"maybe"}"#, #"{"verdict":"approved","confidence":2}"#,
      #"{"verdict":"changes"}"#, #"{"approved":"yes"}"#,
    ])
  func noDecision(_ text: String) throws {
    let error = try #require(throws: RoundhouseError.self) { try ReviewDecision(parsing: [UInt8](text)) }
    #expect(error.code == .badRequest && !error.remedy.isEmpty)
  }

  @Test("M-081 seed 004's form of feedback is read")
  func seedForm() throws {
    let text = #"{"approved":false,"comments":"cite more","confidence":0.9,"suggested_changes":{"citations":3}}"#
    let decision = try ReviewDecision(parsing: [UInt8](text))
    #expect(decision.verdict == .changes && decision.confidence == 0.9)
    #expect(decision.changes.text == #"{"citations":3}"#)
    #expect(try ReviewDecision(parsing: [UInt8](#"{"approved":true}"#)).isApproved)
    #expect(try ReviewDecision(parsing: [UInt8](#"{"approved":false}"#)).verdict == .rejected)
  }
}
