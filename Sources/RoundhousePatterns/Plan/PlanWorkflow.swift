package import RoundhouseRuns

extension Workflow {
  /// Carries out the plan in its input, `{"plan": {…}, "input": …}`, and answers with its ``PlanResult`` as JSON.
  ///
  /// A plan that fails makes the run fail, with the result as its output all the same: `success` is false then, and all
  /// that was done stands in it. Set going again, it asks again only for what has failed. The run keeps the
  /// plan with its input, so that a resumed run goes on with the plan that it was begun with.
  package static let plan = planWorkflow(DocumentShelf())

  private static func planWorkflow(_ shelf: DocumentShelf<PlanDocument>) -> Workflow {
    Workflow(PlanDocument.workflow, version: PlanExecution.version) { run, input in
      try await carryOutPlan(input, shelf, run)
    }
  }

  private static func carryOutPlan(
    _ input: [UInt8], _ shelf: DocumentShelf<PlanDocument>, _ run: Run
  ) async throws -> [UInt8] {
    let request = try PatternRequest(input, shelf)
    var failed: [PlanResult] = []
    while true {
      let plan = request.document.plans[failed.count]
      if let last = failed.last { try run.tellFallback(last, to: plan) }
      let result = try await PlanExecution.result(of: plan, request.input, on: run)
      if result.success { return result.json(after: failed) }
      if failed.count + 1 == request.document.plans.count {
        let steps = (failed + [result]).flatMap(\.failedCalls)
        throw WorkflowFailure(result.error, steps: steps, output: result.json(after: failed))
      }
      failed.append(result)
    }
  }
}
