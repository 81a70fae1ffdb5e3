internal import RoundhouseModel
internal import RoundhouseRuns

/// One enhanced workflow on its way through its nodes.
struct EnhancedExecution {
  /// Grows with whatever changes the records of a node.
  static let version = 1
  /// What it is called that nothing is chosen, and what is known is looked at.
  static let memoryRoute = "memory"

  let document: EnhancedDocument
  /// What the run was given, a JSON text.
  let input: [UInt8]
  let router: RouterOptimizer
  private(set) var state: EnhancedWorkflowState
  /// Milliseconds since 1970, as the run has recorded it.
  private var began: Int64 = 0
  /// What was remembered only because it was asked: that says nothing of the answer.
  private var question: Fact?

  init(_ document: EnhancedDocument, _ input: [UInt8], _ state: EnhancedWorkflowState, _ router: RouterOptimizer) {
    self.document = document
    self.input = input
    self.state = state
    self.router = router
  }

  /// - Throws: only what ends the run; what has failed is in the result.
  mutating func result(on run: Run) async throws(RunError) -> EnhancedResult {
    began = max(try run.now(), run.setGoing)
    var failure: StepFailure?
    do throws(RunError) {
      try await carryOut(on: run)
    } catch {
      guard let reason = error.failure else { throw error }
      failure = reason
      try enter(.failed, run)
    }
    return EnhancedResult(id: document.id, state: state, failure: failure)
  }

  private mutating func carryOut(on run: Run) async throws(RunError) {
    try enter(.initialized, run)
    try enter(.processing, run)
    try await audit(run)
    try await reflect(run)
    try await retrieve(run)
    try await askOthers(run)
    try await generate(run)
    if isReviewWanted {
      try await review(run)
      // What a person has refused is not made ready.
      if state.isRejected { return try enter(.completed, run) }
      try await applyFeedback(run)
    }
    try enter(.finalizing, run)
    try await finalize(run)
    try enter(.completed, run)
  }

  // MARK: Nodes

  /// Seed 004's "log audit event": the journal is the audit trail; an agent may keep one beside it.
  private mutating func audit(_ run: Run) async throws(RunError) {
    let start = try run.tellNode("audit", of: document)
    try run.emit("audit:event", state.event.json())
    if let call = document.audit {
      _ = try settle(try await ask(call, "audit", state.event.json(), run), "audit", run)
    }
    try end("audit", start, run)
  }

  /// Seed 004's "reflect facts": those of the input, or that the question was asked.
  private mutating func reflect(_ run: Run) async throws(RunError) {
    let start = try run.tellNode("reflect", of: document)
    if state.facts.isEmpty, !state.query.isEmpty {
      let fact = Fact(state.query, subject: state.userID, tags: ["question"])
      question = fact
      state.facts = [fact]
    }
    for place in state.facts.indices where state.facts[place].id.isEmpty {
      let outcome = try await document.memory.store(state.facts[place], view, retry: retry, on: run)
      // Then the run remembers by itself.
      if outcome.hasNobody { break }
      let answer = try settle(outcome, "reflect", run)
      state.facts[place].id = (try? JSONDocument(parsing: answer))?.root["id"]?.string ?? ""
    }
    try end("reflect", start, run)
  }

  /// Seed 004's "retrieve with optimization".
  private mutating func retrieve(_ run: Run) async throws(RunError) {
    let start = try run.tellNode("retrieve", of: document)
    if document.options.isEmpty { try await remember(run) } else { try await choose(run) }
    try end("retrieve", start, run)
  }

  /// What is known of the question; how much of it is, is how sure the workflow is.
  private mutating func remember(_ run: Run) async throws(RunError) {
    let outcome = try await document.memory.retrieve(state.query, view, retry: retry, on: run)
    var found = FactSearch.best(state.facts, for: state.query, limit: document.memory.limit)
    if !outcome.hasNobody { found = MemoryManager.facts(in: try settle(outcome, "retrieve", run)) }
    found.removeAll { $0.text == question?.text }
    var json = JSONWriter()
    json.beginObject()
    json.member("facts", found)
    json.endObject()
    state.retrieved = json.bytes
    if document.variant == .basic { return }
    try await decide([RouteScore(Self.memoryRoute, FactSearch.coverage(of: state.query, by: found))], run)
  }

  private mutating func choose(_ run: Run) async throws(RunError) {
    let scoring = try await RouteScoring(document.options, document.scoredBy).scores(view, on: run)
    if let failure = scoring.failure { note(failure, "retrieve", run) }
    try await decide(scoring.scores, run)
    let route = state.routingHistory.last?.route
    guard let option = document.options.first(where: { $0.id == route }), let call = option.call else { return }
    state.retrieved = try settle(try await ask(call, option.id, input, run), "retrieve", run)
  }

  private mutating func decide(_ scores: [RouteScore], _ run: Run) async throws(RunError) {
    let decision = try await router.optimizeRouting(scores, threshold: document.confidenceThreshold, on: run)
    state.routingConfidence = decision.confidence
    state.routingHistory.append(decision)
  }

  /// Seed 004's parallel execution: one failure does not stop the others.
  private mutating func askOthers(_ run: Run) async throws(RunError) {
    if document.parallel.isEmpty { return }
    let start = try run.tellNode("parallel", of: document)
    let answers = try await ParallelAgents(document.parallel, retry: retry).answers(view, usual: input, on: run)
    for answer in answers {
      document.errorRecovery.handleErrors(
        &state, answer.attempts, answer.outcome.failure, node: answer.id, at: answer.at)
      if answer.outcome.failure == nil { state.parallelResults.append((answer.id, answer.outcome.data)) }
    }
    if state.parallelResults.isEmpty, let failure = answers.lazy.compactMap(\.outcome.failure).first {
      throw .step(failure)
    }
    try end("parallel", start, run)
  }

  private mutating func generate(_ run: Run) async throws(RunError) {
    guard let call = document.generate else { return }
    let start = try run.tellNode("generate", of: document)
    state.draft = try settle(try await ask(call, "generate", state.material, run), "generate", run)
    try end("generate", start, run)
  }

  private mutating func finalize(_ run: Run) async throws(RunError) {
    let start = try run.tellNode("finalize", of: document)
    state.output = state.best
    if let call = document.finalize {
      state.output = try settle(try await ask(call, "finalize", state.material, run), "finalize", run)
    }
    try end("finalize", start, run)
  }

  // MARK: Persons

  private var isReviewWanted: Bool {
    switch document.moment {
    case .always: true
    case .never: false
    case .lowConfidence: state.confidence < document.confidenceThreshold
    }
  }

  /// Seed 004's `request_human_review(state, reason, timeout_minutes)`.
  private mutating func review(_ run: Run) async throws(RunError) {
    let start = try run.tellNode("human_review", of: document)
    var request = document.review
    if request.reason.isEmpty {
      request.reason = "The confidence is \(state.confidence), below \(document.confidenceThreshold)"
    }
    (request.content, request.confidence) = (state.best, state.confidence)
    state.reviewID = "human_review"
    try enter(.awaitingHumanFeedback, run)
    do throws(RunError) {
      state.humanFeedback.append(HumanFeedback(try await run.review("human_review", request)))
    } catch {
      if let failure = error.failure { note(failure, "human_review", run) }
      throw error
    }
    try enter(.processing, run)
    try end("human_review", start, run)
  }

  /// What the reviewer wants changed takes the place of what was shown, or is brought in by an agent.
  private mutating func applyFeedback(_ run: Run) async throws(RunError) {
    guard let feedback = state.humanFeedback.last, !feedback.suggestedChanges.isEmpty || document.apply != nil else {
      return
    }
    let start = try run.tellNode("apply_feedback", of: document)
    if let call = document.apply {
      state.draft = try settle(try await ask(call, "apply", state.revision(feedback), run), "apply_feedback", run)
    } else {
      state.draft = Revision.text(of: state.best, with: feedback.suggestedChanges)
    }
    try end("apply_feedback", start, run)
  }

  // MARK: What nodes have in common

  private var retry: Retry { document.errorRecovery.retry }

  private var view: DocumentView { DocumentView(input: input, members: [("state", state.json())]) }

  private func ask(_ call: AgentCall, _ id: String, _ usual: [UInt8], _ run: Run) async throws(RunError) -> StepOutcome
  {
    try await call.outcome(id, usual: usual, view, retry: retry, on: run)
  }

  /// Keeps the errors of a call.
  /// - Returns: its answer.
  private mutating func settle(_ outcome: StepOutcome, _ node: String, _ run: Run) throws(RunError) -> [UInt8] {
    document.errorRecovery.handleErrors(&state, run.failedAttempts, outcome.failure, node: node, at: run.answered)
    if let failure = outcome.failure { throw .step(failure) }
    return outcome.data
  }

  private mutating func note(_ failure: StepFailure, _ node: String, _ run: Run) {
    document.errorRecovery.handleErrors(&state, [], failure, node: node, at: run.answered)
  }

  private mutating func enter(_ stage: WorkflowStage, _ run: Run) throws(RunError) {
    state.stage = stage
    let at = try run.tellStage(stage, of: document)
    state.stageHistory.append(StageRecord(stage: stage, at: at))
    state.totalExecutionTime = Double(max(0, at - began)) / 1000
  }

  private mutating func end(_ node: String, _ start: Int64, _ run: Run) throws(RunError) {
    let at = try run.tellCheckpoint(node, since: start, state.stage, of: document)
    state.nodeExecutionTimes.append((node, Double(max(0, at - start)) / 1000))
    state.checkpoints.append((node, Checkpoint(stage: state.stage, at: at)))
  }
}
