internal import RoundhouseModel
internal import RoundhouseRuns

/// Remembers facts beyond a run, and finds them again. Seed 004's `MemoryManager`.
///
/// An agent keeps them that offers `memory.store` and `memory.retrieve`. Where there is none, a run remembers what it was
/// told itself.
package final class MemoryManager: Sendable {
  /// `{"subject", "fact", "tags"}` -> `{"id"}`
  package let store: AgentCall
  /// `{"query", "limit"}` -> `{"facts": [{"id", "fact"}]}`
  package let retrieve: AgentCall
  /// How many facts are asked for.
  package let limit: Int

  package init(
    store: AgentCall = AgentCall(CallTarget(capability: "memory.store")),
    retrieve: AgentCall = AgentCall(CallTarget(capability: "memory.retrieve")), limit: Int = 5
  ) {
    self.store = store
    self.retrieve = retrieve
    self.limit = limit
  }

  /// Has a fact remembered.
  /// - Returns: what came of it; `unknownCapability` if nobody remembers.
  func store(_ fact: Fact, _ view: DocumentView, retry: Retry, on run: Run) async throws(RunError) -> StepOutcome {
    try await store.outcome("reflect", usual: fact.json(), view, retry: retry, on: run)
  }

  /// Looks for what is known of a question.
  func retrieve(_ query: String, _ view: DocumentView, retry: Retry, on run: Run) async throws(RunError) -> StepOutcome
  {
    var question = JSONWriter()
    question.beginObject()
    question.member("query", query)
    question.member("limit", limit)
    question.endObject()
    return try await retrieve.outcome("retrieve", usual: question.bytes, view, retry: retry, on: run)
  }

  /// The facts in an answer.
  static func facts(in answer: [UInt8]) -> [Fact] {
    (try? JSONDocument(parsing: answer))?.root["facts"]?.elements.compactMap { Fact($0) } ?? []
  }
}

extension StepOutcome {
  /// Whether nobody is there who could have answered.
  var hasNobody: Bool { failure?.error.code == .unknownCapability }
}
