import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

@Suite struct MemoryTests {
  private static let alone: ScriptedAgents.Answer = { ask, _ in
    if ask.capability.hasPrefix("memory.") {
      throw RoundhouseError(.unknownCapability, "nobody offers \(ask.capability)")
    }
    return "1"
  }

  @Test("M-112 facts are stored by an agent with their subject and tags, and found again")
  func agent() async throws {
    let fixture = try await EnhancedFixture()
    let (_, result) = try await fixture.perform(
      input:
        #"{"query":"How do agents learn from data?","facts":[{"fact":"It rains","subject":"weather","tags":["a"]},"It snows",{"id":"known","fact":"It is dry"}]}"#
    )
    let asked = fixture.host.agents.asked
    #expect(
      asked.map(\.input) == [
        #"{"subject":"weather","fact":"It rains","tags":["a"]}"#, #"{"fact":"It snows"}"#,
        #"{"query":"How do agents learn from data?","limit":5}"#,
      ])
    #expect(result["state"]?["facts"]?.elements.compactMap { $0["id"]?.string } == ["fact-1", "fact-2", "known"])
    #expect(text(result["output"]) == #"{"facts":[{"id":"fact-7","fact":"Agents learn from data by feedback"}]}"#)
    #expect(result["state"]?["routing_confidence"]?.double == 1)
  }

  @Test("M-112 without an agent a run remembers what it was told, and how much of the question that answers")
  func alone() async throws {
    let fixture = try await EnhancedFixture(Self.alone)
    let (outcome, result) = try await fixture.perform(
      input:
        #"{"query":"When does the ARCHIVE open?","facts":["The reading room closes at six.","The archive opens at nine.","Archive and reading room open when it rains."]}"#
    )
    #expect(outcome.state == .completed && result["state"]?["errors"]?.count == 0)
    #expect(
      result["output"]?["facts"]?.elements.compactMap { $0["fact"]?.string } == [
        "Archive and reading room open when it rains.", "The archive opens at nine.",
      ])
    // Three of its four longer words: when, archive, open.
    #expect(result["state"]?["routing_confidence"]?.double == 0.75)
    #expect(fixture.host.agents.capabilities == ["memory.store", "memory.retrieve"])
  }

  @Test("M-112 M-084 that a question was asked answers nothing: nobody knows, so a person is asked")
  func nothingKnown() async throws {
    let fixture = try await EnhancedFixture(Self.alone)
    let (_, result, review) = try await fixture.perform(
      "{}", ReviewDecision(.changes, changes: Array(#"{"answer":"At nine."}"#.utf8), reviewer: "ana"),
      input: #""When does it open?""#)
    #expect(review["confidence"]?.double == 0 && text(review["content"]) == #"{"facts":[]}"#)
    #expect(result["output"]?["answer"]?.string == "At nine.")
  }

  @Test("M-112 a memory that fails is an error of its node")
  func failing() async throws {
    let fixture = try await EnhancedFixture(EnhancedFixture.failing("memory.store", times: 1))
    let (outcome, result) = try await fixture.perform(#"{ "variant": "basic" }"#)
    #expect(outcome.state == .failed && result["state"]?["errors"]?[0]?["node"]?.string == "reflect")
  }
}
