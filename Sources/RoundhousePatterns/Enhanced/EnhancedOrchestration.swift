internal import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Carries enhanced workflows out: audit, reflect, retrieve, review where it is not sure, finalise. Seed 004's enhanced
/// orchestration, with its error recovery, its reviews and its router in one.
///
/// It lives as long as its host and counts what was done.
package final class EnhancedOrchestration: Sendable {
  package let router: RouterOptimizer
  private let counted = Mutex(EnhancedStatistics())
  private let shelf = DocumentShelf<EnhancedDocument>()

  package init(router: RouterOptimizer = RouterOptimizer()) { self.router = router }

  /// The whole workflow with its managers. Seed 004's `create_enhanced_orchestration(memory, max_retries,
  /// review_timeout_minutes, confidence_threshold)`.
  /// - Returns: the workflow's document; its members are the seed's managers: `errorRecovery`, `review`, and the threshold of
  ///   the router.
  package static func createEnhancedOrchestration(
    memory: MemoryManager = MemoryManager(), maxRetries: Int = 3,
    reviewTimeoutMinutes: Int = EnhancedDocument.usualReviewMinutes,
    confidenceThreshold: Double = RouterOptimizer.usualThreshold
  ) -> EnhancedDocument {
    var document = EnhancedDocument()
    document.memory = memory
    document.errorRecovery = ErrorRecovery(maxRetries: maxRetries)
    document.review.timeout = .seconds(60 * UInt64(max(1, reviewTimeoutMinutes)))
    document.confidenceThreshold = confidenceThreshold
    return document
  }

  /// The basic workflow: audit, reflect, retrieve, finalise. Seed 004's `build_memory_workflow(memory)`.
  package static func buildMemoryWorkflow(memory: MemoryManager = MemoryManager()) -> EnhancedDocument {
    var document = EnhancedDocument()
    document.memory = memory
    document.variant = .basic
    document.moment = .never
    document.errorRecovery.defaultStrategy = .noRetry
    return document
  }

  /// Since the host began.
  package var statistics: EnhancedStatistics { counted.withLock { $0 } }

  /// Carries a workflow out. Seed 004's `compiled.astream(initial_state)`; what it tells on its way are the run's events.
  /// - Parameter input: what expressions read as `.input`, a JSON text; empty for the state.
  /// - Throws: only what ends the run; what has failed is in the result.
  package func execute(
    _ document: EnhancedDocument, _ state: EnhancedWorkflowState, _ input: [UInt8] = [], on run: Run
  ) async throws(RunError) -> EnhancedResult {
    var execution = EnhancedExecution(document, input.isEmpty ? state.json() : input, state, router)
    let result = try await execution.result(on: run)
    counted.withLock { $0.count(result) }
    return result
  }

  /// Carries out what stands in its input, `{"enhanced": {…}, "input": state}`, and answers with its ``EnhancedResult`` as
  /// JSON. A workflow that fails makes its run fail; the result is its output all the same.
  package var workflow: Workflow {
    Workflow(EnhancedDocument.workflow, version: EnhancedExecution.version) { run, input in
      let request = try PatternRequest(input, self.shelf)
      let state = try EnhancedWorkflowState(parsing: request.input, thread: run.number.description)
      let result = try await self.execute(request.document, state, request.input, on: run)
      guard let failure = result.failure else { return result.json }
      throw WorkflowFailure(failure.error, steps: [failure.key], output: result.json)
    }
  }
}
