internal import RoundhouseModel
internal import RoundhouseRuns

/// Several agents beside one another, each for itself. Seed 004's `execute_parallel_agents`.
struct ParallelAgents: Sendable {
  struct Answer: Sendable {
    let id: String
    let outcome: StepOutcome
    let attempts: [FailedAttempt]
    /// Milliseconds since 1970.
    let at: Int64
  }

  private let tasks: [EnhancedDocument.Task]
  private let retry: Retry

  init(_ tasks: [EnhancedDocument.Task], retry: Retry) {
    self.tasks = tasks
    self.retry = retry
  }

  /// - Returns: what each of them came to, in their order.
  func answers(_ view: DocumentView, usual: [UInt8], on run: Run) async throws(RunError) -> [Answer] {
    let retry = retry
    let branches = tasks.map { task in
      Branch(task.id) { run, _ in
        let outcome = try await task.call.outcome(task.id, usual: usual, view, retry: retry, on: run)
        return Answer(id: task.id, outcome: outcome, attempts: run.failedAttempts, at: run.answered)
      }
    }
    let outcomes = try await run.branches("parallel", branches)
    if let error = outcomes.errors.values.first { throw error }
    return branches.compactMap { outcomes.results[$0.id] }
  }
}
