internal import RoundhouseModel
internal import RoundhouseRuns
internal import Synchronization

/// One plan on its way: what its steps came to so far. Its branches share it, and each writes its own place.
///
/// A step is three records: that it was begun, its call, and that it has ended. Its times are theirs.
final class PlanExecution: Sendable {
  /// Grows with whatever changes the records of a step. The first recorded the times of each on their own.
  static let version = 2

  private let plan: Plan
  private let order: StepOrder
  private let input: [UInt8]
  /// Milliseconds since 1970, as the run has recorded it.
  private let began: Int64
  private let outcomes: Mutex<[StepOutcome?]>
  /// When the last of its steps so far has ended.
  private let ended: Atomic<Int64>

  private init(_ plan: Plan, _ order: StepOrder, _ input: [UInt8], began: Int64) {
    self.plan = plan
    self.order = order
    self.input = input
    self.began = began
    outcomes = Mutex(Array(repeating: nil, count: plan.steps.count))
    ended = Atomic(began)
  }

  /// Carries a plan out. What fails in it is in the result; only what ends the run is thrown, and what is wrong with a
  /// plan that was made in Swift.
  static func result(of plan: Plan, _ input: [UInt8], on run: Run) async throws -> PlanResult {
    let execution = PlanExecution(
      plan, try plan.order(), input, began: max(try run.now(), run.setGoing))
    // One that fails where it is to stop the others throws; the rest is in the outcomes.
    let together = plan.quorum.map { Together.quorum($0) } ?? .failFast
    do throws(RunError) {
      _ = try await run.branches(plan.id, execution.branches, together)
    } catch {
      guard error.failure?.error.code == .quorumMissed else { throw error }
    }
    return execution.result
  }

  private var branches: [Branch<StepOutcome>] {
    var branches: [Branch<StepOutcome>] = []
    for (place, step) in plan.steps.enumerated() {
      branches.append(Branch(step.id, after: before(place)) { run, _ in try await self.carryOut(place, run) })
    }
    return branches
  }

  /// The steps that must have ended before: where one runs at a time, only the one before it in the order.
  private func before(_ place: Int) -> [String] {
    if plan.isParallel { return plan.steps[place].dependencies }
    return zip(order.sequence, order.sequence.dropFirst()).first { $0.1 == place }.map { [plan.steps[$0.0].id] } ?? []
  }

  private func carryOut(_ place: Int, _ run: Run) async throws(RunError) -> StepOutcome {
    let outcome = try await outcome(of: place, run)
    outcomes.withLock { $0[place] = outcome }
    if let failure = outcome.failure, plan.quorum != nil || plan.policy(of: plan.steps[place]) == .stop {
      throw .step(failure)
    }
    return outcome
  }

  private func outcome(of place: Int, _ run: Run) async throws(RunError) -> StepOutcome {
    if let failed = failedDependency(of: place) { return .failed(notBegun(place, failed)) }
    let step = plan.steps[place]
    // What was recorded is looked up all the same, so that the result is the one it was.
    if Task.isCancelled, !run.isReplaying { return .failed(calledOff(step)) }
    let outcome = try await answer(to: step, context(of: place), run)
    switch outcome.state {
    case .completed: try run.tellCompleted(step, outcome)
    case .skipped: try run.tellSkipped(step)
    case .failed: try run.tellFailed(step, outcome)
    }
    return outcome
  }

  private func answer(
    to step: PlanStep, _ context: StepContext, _ run: Run
  ) async throws(RunError) -> StepOutcome {
    let request: (input: [UInt8], time: Nanoseconds?)
    let now = plan.timeout == nil ? nil : try run.now()
    do throws(RoundhouseError) {
      if let condition = step.condition, try !condition.holds(context) { return StepOutcome(state: .skipped) }
      request = (try step.input.text(context), try timeLeft(step, now))
    } catch {
      return .failed(StepFailure(key: step.id, error: error))
    }
    let start = try run.tellStarted(step)
    var outcome: StepOutcome
    do throws(RunError) {
      let answer = try await run.call(
        step.target.capability, request.input,
        Step(
          retry: step.retry, repeats: step.repeats, within: request.time, agent: step.target.agent))
      outcome = StepOutcome(answer)
    } catch {
      guard let failure = error.failure else { throw error }
      outcome = .failed(failure)
    }
    outcome.duration = max(0, run.answered - start)
    ended.max(run.answered, ordering: .relaxed)
    return outcome
  }

  /// What is left of the step's time and the plan's; nil for no limit.
  /// - Parameter now: nil if the plan has none.
  private func timeLeft(_ step: PlanStep, _ now: Int64?) throws(RoundhouseError) -> Nanoseconds? {
    guard let whole = plan.timeout, let now else { return step.timeout }
    let spent = Nanoseconds.milliseconds(UInt64(max(0, now - began)))
    guard spent < whole else {
      throw RoundhouseError(
        .deadlineExceeded, "\(step.id) was not begun, because the time of \(plan.id) is over",
        remedy: "give the plan a longer timeout, or look at its slowest step")
    }
    return min(whole - spent, step.timeout ?? .max)
  }

  // MARK: What others came to

  private func context(of place: Int) -> StepContext {
    let before = plan.isParallel ? order.ancestors[place] : Array(order.sequence.prefix { $0 != place })
    let known = outcomes.withLock { outcomes in before.compactMap { other in outcomes[other].map { (other, $0) } } }
    var context = StepContext(
      input: input, previous: input, steps: known.map { (plan.steps[$0.0].id, $0.1) },
      dependencies: plan.steps[place].dependencies)
    if plan.isParallel {
      context.previous = context.passedOn
    } else if let last = known.last(where: { $0.1.state == .completed }) {
      context.previous = last.1.data
    }
    return context
  }

  private func failedDependency(of place: Int) -> String? {
    outcomes.withLock { outcomes in
      for (other, step) in plan.steps.enumerated()
      where outcomes[other]?.state == .failed && plan.policy(of: step) != .goOn {
        if plan.steps[place].dependencies.contains(step.id) { return step.id }
      }
      return nil
    }
  }

  private func notBegun(_ place: Int, _ failed: String) -> StepFailure {
    let id = plan.steps[place].id
    return StepFailure(
      key: id,
      error: RoundhouseError(
        .dependencyFailed, "\(id) was not begun, because \(failed) has failed", remedy: "see \(failed)'s error"))
  }

  private func calledOff(_ step: PlanStep) -> StepFailure {
    StepFailure(
      key: step.id,
      error: RoundhouseError(
        .cancelled, "\(step.id) was not begun, because \(plan.id) was decided without it",
        remedy: "see the errors of the other steps"))
  }

  // MARK: The end

  private var result: PlanResult {
    let known = outcomes.withLock { $0 }
    let succeeded = known.count { $0?.state == .completed || $0?.state == .skipped }
    let isEnough = plan.quorum.map { succeeded >= $0 } ?? false
    let culprit = plan.steps.indices.first { known[$0]?.state == .failed && plan.policy(of: plan.steps[$0]) == .stop }
      .map { plan.steps[$0].id }
    let steps = plan.steps.enumerated().map { place, step in
      let rest =
        isEnough
        ? StepOutcome(state: .skipped)
        : StepOutcome.failed(notBegun(place, failedDependency(of: place) ?? culprit ?? plan.id))
      return (id: step.id, outcome: known[place] ?? rest)
    }
    let success = isEnough || steps.allSatisfy { $0.outcome.state != .failed }
    let duration = ended.load(ordering: .relaxed) - began
    var result = PlanResult(planID: plan.id, success: success, duration: max(0, duration), steps: steps)
    if success { fillOutput(&result) }
    return result
  }

  private func fillOutput(_ result: inout PlanResult) {
    guard let output = plan.output else { return }
    let context = StepContext(
      input: input, previous: input, steps: result.steps, dependencies: plan.steps.map(\.id))
    do throws(RoundhouseError) {
      result.output = try output.text(context)
    } catch {
      (result.success, result.outputError) = (false, error)
    }
  }
}
