internal import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Hands a request from agent to agent, each with all that those before have found out: seed 000's
/// `EnterpriseHandoffManager`.
///
/// It lives as long as its host and counts what chains came to.
package final class HandoffManager: Sendable {
  private let shelf = DocumentShelf<HandoffDocument>()
  private let counted = Mutex(HandoffStatistics())

  package init() {}

  /// Since the host began.
  package var statistics: HandoffStatistics { counted.withLock { $0 } }

  /// Chooses a chain by the request's words, and carries it out.
  /// - Throws: `badRequest` if no chain has all agents that the request needs, and what ends the run. What fails in an
  ///   agent is in the result.
  package func executeHandoff(
    _ request: OrchestrationRequest, _ document: HandoffDocument, on run: Run
  ) async throws -> HandoffResult {
    let id = try await run.step("chain") { Array(try document.chain(for: request).id.utf8) }
    guard let chain = document.chains.first(where: { Array($0.id.utf8) == id }) else {
      throw RoundhouseError(
        .conflict,
        "the run has begun with the chain \(String(decoding: id, as: UTF8.self)), which is not there any more",
        remedy: "run the request anew")
    }
    return try await executeHandoff(request, chain, on: run)
  }

  /// Carries one chain out. Seed 000's "Search Agent → RAG Agent → LLM Agent, with full context passing".
  /// - Throws: what ends the run. What fails in an agent is in the result.
  package func executeHandoff(
    _ request: OrchestrationRequest, _ chain: HandoffChain, on run: Run
  ) async throws -> HandoffResult {
    let result = try await HandoffExecution.result(of: chain, request, on: run)
    counted.withLock { $0.count(result) }
    return result
  }

  /// Carries out what stands in its input, `{"handoff": {…}, "input": …}`, and answers with its ``HandoffResult`` as JSON.
  /// The `input` is an ``OrchestrationRequest``. Where a chain has failed, so has the run; the result is its output all the
  /// same.
  package var workflow: Workflow {
    Workflow(HandoffDocument.workflow) { run, input in
      let given = try PatternRequest(input, self.shelf)
      let request = try OrchestrationRequest(given.input, pattern: HandoffDocument.kind)
      let result = try await self.executeHandoff(request, given.document, on: run)
      guard let error = result.error else { return result.json }
      throw WorkflowFailure(error, steps: result.failedCalls, output: result.json)
    }
  }
}
