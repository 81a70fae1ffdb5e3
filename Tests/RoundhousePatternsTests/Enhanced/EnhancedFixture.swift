import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Carries enhanced workflows out, and shows what came of them.
struct EnhancedFixture {
  let host: PatternsFixture

  init(_ answer: @escaping ScriptedAgents.Answer = EnhancedFixture.office, _ store: MemoryRunStore = MemoryRunStore())
    async throws
  {
    host = try await PatternsFixture(ScriptedAgents(answer), store)
  }

  /// Agents as they ship, as far as their shapes matter.
  static let office: ScriptedAgents.Answer = { ask, before in
    switch ask.capability {
    case "memory.store": #"{"id":"fact-\#(before + 1)"}"#
    case "memory.retrieve": #"{"facts":[{"id":"fact-7","fact":"Agents learn from data by feedback","score":3.1}]}"#
    case "document.retrieve": #"{"passages":[{"text":"Agents learn.","source":"a.txt"}],"context":"Agents learn."}"#
    case "text.write": #"{"text":"Agents learn from data [1].","citations":[],"confidence":0.9}"#
    case "legal.analyze": #"{"conclusion":"A warrant is needed","confidence":0.8}"#
    default: "\"\(ask.capability)\""
    }
  }

  /// Agents of which one capability fails so many times.
  static func failing(_ capability: String, times: Int) -> ScriptedAgents.Answer {
    { ask, before in
      if ask.capability == capability, before < times {
        throw RoundhouseError(.agentError, "overloaded \(before + 1)", agentCode: "busy", isRetryable: true)
      }
      return try await office(ask, before)
    }
  }

  func perform(
    _ document: String = "{}",
    input: String = #"{"thread_id":"t","user_id":"u","query":"How do agents learn from data?"}"#
  ) async throws -> (outcome: RunOutcome, result: JSONNode) {
    let ended = try await host.perform(EnhancedDocument.self, document, input: input)
    await host.runs.stop()
    #expect(ended.result["pattern"]?.string == "enhanced")
    #expect(ended.result["success"]?.bool == (ended.outcome.state == .completed))
    return ended
  }

  /// Carries out what waits for a person, who decides so.
  func perform(
    _ document: String, _ decision: ReviewDecision, input: String = #"{"thread_id":"t","user_id":"u","query":"q"}"#
  ) async throws -> (outcome: RunOutcome, result: JSONNode, review: JSONNode) {
    let request = EnhancedDocument.request(Array(document.utf8), input: Array(input.utf8))
    let number = try await host.runs.submit("enhanced", request)
    try await eventually { try await !host.runs.reviews().isEmpty }
    let review = try #require(try await host.runs.reviews().first)
    try await host.runs.decide(number, decision)
    let outcome = try await host.runs.outcome(of: number)
    await host.runs.stop()
    let result = try JSONDocument(parsing: outcome.output).root
    return (outcome, result, try JSONDocument(parsing: review.request).root)
  }

  func stages(_ result: JSONNode) -> [String] {
    result["state"]?["stage_history"]?.elements.compactMap { $0["stage"]?.string } ?? []
  }
}

/// A value as it stands in the text.
func text(_ node: JSONNode?) -> String { node.map { Array($0.raw).text } ?? "" }
