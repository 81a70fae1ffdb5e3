internal import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Lets a few agents work together: one after another, beside one another, or the one that a rule chooses. Seed 001's
/// `SimpleCoordinator`.
///
/// Tasks become the steps of a plan, so there is one interpreter, and what a plan can do a coordination can: retries,
/// deadlines, conditions, going on after a crash. It lives as long as its host and counts what was done.
package final class Coordinator: Sendable {
  private let counted = Mutex(CoordinatorStatistics())

  package init() {}

  /// Since the host began. Seed 001's `get_execution_stats()`.
  package var statistics: CoordinatorStatistics { counted.withLock { $0 } }

  /// Carries tasks out. Seed 001's `execute_workflow(tasks, strategy)`.
  /// - Parameters:
  ///   - input: a JSON text that all of them may read; empty for null.
  ///   - onFailure: for tasks that do not say; nil takes the strategy's.
  /// - Throws: `badRequest` if the tasks do not go together, and what ends the run. What fails in a task is in the result.
  package func executeWorkflow(
    _ tasks: [AgentTask], _ strategy: CoordinationStrategy, _ input: [UInt8] = [],
    onFailure: FailurePolicy? = nil, on run: Run
  ) async throws -> CoordinationResult {
    var document = CoordinationDocument("tasks", tasks, strategy)
    document.onFailure = onFailure
    return try await execute(document, input, on: run)
  }

  /// Seed 001's `execute_sequential(tasks)`.
  package func executeSequential(
    _ tasks: [AgentTask], _ input: [UInt8] = [], on run: Run
  ) async throws -> CoordinationResult { try await executeWorkflow(tasks, .sequential, input, on: run) }

  /// Seed 001's `execute_parallel(tasks)`.
  package func executeParallel(
    _ tasks: [AgentTask], _ input: [UInt8] = [], on run: Run
  ) async throws -> CoordinationResult { try await executeWorkflow(tasks, .parallel, input, on: run) }

  /// Seed 001's `execute_conditional(tasks, router)`.
  package func executeConditional(
    _ tasks: [AgentTask], _ router: TaskRouter, _ input: [UInt8] = [], on run: Run
  ) async throws -> CoordinationResult { try await executeWorkflow(tasks, .conditional(router), input, on: run) }

  /// Carries out what stands in its input, `{"coordination": {…}, "input": …}`, and answers with its
  /// ``CoordinationResult`` as JSON. Where something has failed, so has the run; the result is its output all the same.
  package var workflow: Workflow {
    Workflow(CoordinationDocument.workflow, version: PlanExecution.version) { run, input in
      let request = try PatternRequest<CoordinationDocument>(input)
      let result = try await self.execute(request.document, request.input, on: run)
      if result.plan.success { return result.json }
      throw WorkflowFailure(result.plan.error, steps: result.plan.failedCalls, output: result.json)
    }
  }

  private func execute(
    _ document: CoordinationDocument, _ given: [UInt8], on run: Run
  ) async throws -> CoordinationResult {
    let input = given.isEmpty ? StepOutcome.null : given
    var route: String?
    if case .conditional(let router) = document.strategy {
      let context = StepContext(input: input, previous: input, steps: [], dependencies: [])
      // Recorded, because a router in Swift may look at the world.
      route = String(decoding: try await run.step("route") { Array(try router.choice(context).utf8) }, as: UTF8.self)
    }
    let plan = try document.plan(route: route)
    let outcome = try await PlanExecution.result(of: plan, input, on: run)
    var result = CoordinationResult(
      strategy: document.strategy.name, route: route, tasks: document.tasks, plan: outcome)
    for place in result.tasks.indices {
      let outcome = outcome.outcome(of: result.tasks[place].id)
      result.tasks[place].output = outcome?.state == .completed ? outcome?.data : nil
    }
    counted.withLock { $0.count(result) }
    return result
  }
}
