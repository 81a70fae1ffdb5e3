internal import RoundhouseModel
internal import RoundhouseRuns

/// One chain on its way: who is asked next, and with what.
struct HandoffExecution {
  private let chain: HandoffChain
  private let run: Run
  private var context: HandoffContext
  private var result: HandoffResult
  private var letter: HandoffLetter
  private var reduction = HandoffReduction()
  private var startedAt: Int64 = 0

  /// Carries a chain out. What fails in it is in the result; only what ends the run is thrown.
  static func result(
    of chain: HandoffChain, _ request: OrchestrationRequest, on run: Run
  ) async throws(RunError) -> HandoffResult {
    var execution = HandoffExecution(chain, request, run)
    execution.startedAt = try run.tellStarted(chain, request)
    try await execution.carryOut()
    execution.result.duration = max(0, run.answered - execution.startedAt)
    if run.isTold { try run.tellCompleted(execution.result) }
    return execution.result
  }

  private init(_ chain: HandoffChain, _ request: OrchestrationRequest, _ run: Run) {
    self.chain = chain
    self.run = run
    context = HandoffContext(chain.agents[0], count: chain.agents.count)
    letter = HandoffLetter(chain, request)
    result = HandoffResult(chain)
  }

  private mutating func carryOut() async throws(RunError) {
    var place = 0
    var next: HandoffAgent? = chain.agents[0]
    while let agent = next {
      guard result.hops.count < chain.maximumHops else { return result.error = result.tooManyHops }
      guard let answer = try await turn(of: agent) else { return result.error = result.failure(of: agent) }
      if let to = answer.to, let other = chain.handoffs.first(where: { $0.id == to }) {
        if let error = result.circle { return result.error = error }
        place = chain.place(of: to, after: place)
        next = other
      } else {
        place += 1
        next = place < chain.agents.count ? chain.agents[place] : nil
      }
      context.take(answer.output, from: context.currentAgent, reason: answer.to == nil ? "" : answer.reason)
    }
  }

  // MARK: A turn

  /// Asks an agent, and those that take its place, until one has answered; nil if none has.
  // Within the chain's own frame, as the question is: a frame for each costs more than what is done in it.
  @inline(__always)
  private mutating func turn(of agent: HandoffAgent) async throws(RunError) -> HandoffAnswer? {
    let place = result.hops.count
    // Where it stays, so that it is not copied.
    result.hops.append(HandoffHop(agent.id, follows: !context.contextData.isEmpty))
    context.currentAgent = agent
    // What nobody is told of needs no look at the clock: an agent's turn comes with the answer before.
    context.timestamp = try run.isTold ? run.tellHop(place + 1, of: chain, context) : max(startedAt, run.answered)
    let began = context.timestamp
    var answer = try await ask(in: place)
    if answer == nil { answer = try await askOthers(in: place) }
    result.hops[place].duration = max(0, run.answered - began)
    if let answer { (result.hops[place].output, result.hops[place].handedTo) = (answer.output, answer.to) }
    return answer
  }

  /// Asks those that take the place of the one that has failed.
  private mutating func askOthers(in place: Int) async throws(RunError) -> HandoffAnswer? {
    for other in chain.fallbackAgents[result.hops[place].agent] ?? [] {
      guard let failed = result.hops[place].failures.last else { break }
      context.currentAgent = other
      context.timestamp = try run.tellFallback(place + 1, of: chain, from: failed, to: other)
      if let answer = try await ask(in: place) { return answer }
    }
    return nil
  }

  /// Asks the current agent; nil if it has failed.
  /// - Parameter place: of the turn among the hops.
  @inline(__always)
  private mutating func ask(in place: Int) async throws(RunError) -> HandoffAnswer? {
    let agent = context.currentAgent
    let passing = agent.passing ?? chain.passing
    var reduced: HandoffContext?
    if case .full = passing {} else { reduced = try await reduction.reduced(context, passing, on: run) }
    do throws(RunError) {
      let input = try input(of: agent, reduced)
      let step = Step(retry: agent.retry, within: agent.timeout, agent: agent.target.agent)
      var answer = HandoffAnswer(try await run.call(agent.target.capability, input, id: agent.id, step).bytes)
      if chain.handoffs.isEmpty { answer.to = nil }
      try refuseStranger(answer, agent)
      (result.hops[place].answeredBy, result.hops[place].contextSize) = (agent.id, input.count)
      result.hops[place].passedContext = result.hops[place].follows && agent.readsContext
      return answer
    } catch {
      guard let failure = error.failure else { throw error }
      result.hops[place].failures.append(HandoffHop.Failure(agent: agent.id, failure: failure))
      return nil
    }
  }

  /// The letter, or what the agent's mapping makes of it.
  private mutating func input(of agent: HandoffAgent, _ reduced: HandoffContext?) throws(RunError) -> [UInt8] {
    let text = if let reduced { letter.text(reduced) } else { letter.text(context) }
    guard let mapping = agent.input else { return text }
    let previous = (reduced ?? context).contextData.last?.output ?? StepOutcome.null
    do throws(RoundhouseError) {
      return try mapping.text(StepContext(input: text, previous: previous, steps: [], dependencies: []))
    } catch {
      throw .step(StepFailure(key: agent.id, error: error))
    }
  }

  /// An agent that hands over to whom it may not has failed, so that another can take its place.
  private func refuseStranger(_ answer: HandoffAnswer, _ agent: HandoffAgent) throws(RunError) {
    guard let to = answer.to, !chain.handoffs.contains(where: { $0.id == to }) else { return }
    let allowed = chain.handoffs.map(\.id).joined(separator: ", ")
    throw .step(
      StepFailure(
        key: agent.id,
        error: RoundhouseError(
          .permissionDenied, "\(agent.id) hands over to \(to), which \(chain.id) does not allow",
          remedy: "let it choose one of \(allowed), or add \(to) to the chain's \"handoffs\"", agent: agent.id,
          hasStarted: true)))
  }
}
