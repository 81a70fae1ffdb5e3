internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

// What happens to a run from its first step to its end. On the loop's thread, but for `carryOut`.
extension Runs {
  /// Runs the workflow's code, for the first time or again. On any thread: the code itself runs on the loop's.
  /// - Parameter isNew: whether it is still to be written down that there is such a run.
  func carryOut(_ living: LivingRun, _ code: Workflow, isNew: Bool = false) {
    living.begin(
      Task(executorPreference: loop) { [self] in
        if isNew { journal.put(.create(living.record)) }
        if living.core.deadline != .max { _ = loop.add(living.core.deadline) { living.timeOut() } }
        tellLive(living.core.ledger.isFresh ? RunEventType.runStarted : RunEventType.runResumed, living.record.number)
        let result: Result<[UInt8], RunError>
        var failure: WorkflowFailure?
        do {
          // One that may be asked for again begins when it is written down. If it were lost, what it had called would be
          // called once more under the keys of another run.
          if living.record.isAskedForAgain, living.core.ledger.isFresh { try await living.core.commit() }
          let output = try await code.body(Run(living.core), living.record.input)
          // Nobody is told what another life would not say.
          if living.core.knowsUnwritten { try await living.core.commit() }
          result = .success(output)
        } catch {
          failure = error as? WorkflowFailure
          result = .failure(RunError(error, step: code.name))
        }
        // Code that catches everything cannot make a run succeed that was cancelled, or is not what was recorded.
        if let fault = living.core.fault { return end(living, .failure(.run(fault))) }
        end(living, result, failure)
      })
  }

  private func end(_ living: LivingRun, _ result: Result<[UInt8], RunError>, _ failure: WorkflowFailure? = nil) {
    var outcome = RunOutcome(number: living.record.number, state: .completed)
    switch result {
    case .success(let output): outcome.output = output
    case .failure(let error):
      outcome.state = error.state
      outcome.error = error.error
      outcome.output = failure?.output ?? []
    }
    if case .failure(.run(let fault)) = result, fault.kind == .parked { return leaveMemory(living) }
    if case .failure(.run(let fault)) = result, fault.kind == .storeLost {
      // The run goes on elsewhere, or later: what it comes to is not for this host to say.
      outcome.state = .running
      forget(living.record.number)
    } else {
      outcome = record(outcome, failure?.steps ?? result.failedSteps, of: living)
    }
    guard outcome.state == .cancelled else { return living.settle(outcome) }
    // Any other end is come to again if the host ends before this is written; that somebody has cancelled it is not.
    let settled = outcome
    Task(executorPreference: loop) { [journal] in
      try? await journal.commit()
      living.settle(settled)
    }
  }

  /// - Parameter steps: those that are done again when somebody says that the run may go on.
  private func record(_ outcome: RunOutcome, _ steps: [String], of living: LivingRun) -> RunOutcome {
    living.core.put("event:" + outcome.state.event, .end, outcome.error == nil ? .finished : .failed) { entry in
      var json = JSONWriter(capacity: 96)
      json.beginObject()
      json.member("workflow", living.record.workflow)
      json.member("duration", Int(entry.at - living.record.created))
      if outcome.state == .failed { json.member("steps", steps) }
      if let error = outcome.error {
        json.key("error")
        json.error(error)
      }
      json.endObject()
      entry.body = json.bytes
    }
    var change = change(of: living, outcome)
    let next = nextAttempt(of: living.record, after: outcome)
    if let next {
      (change.state, change.ended, change.wakeAt) = (.queued, 0, next)
      living.core.put(Again.key, .end, .finished) { $0.body = Again.body(steps) }
    }
    journal.put(.update(change))
    if next == nil { return outcome }
    return RunOutcome(number: outcome.number, state: .queued, error: outcome.error)
  }

  /// Runs whose end is written down need not be known any more; until then the store does not know what they came to.
  func forgetEnded(_ written: [RunOperation]) {
    var hasRoom = false
    for operation in written {
      switch operation {
      case .update(let change) where change.state != .running:
        let living = forget(change.number)
        // Only a job's end leaves a place in which another may go.
        if living?.record.job.queue.isEmpty == false { hasRoom = true }
        // Who came to wait for its end while it was leaving memory looks for it in the store.
        if change.state == .waiting { living?.settle(RunOutcome(number: change.number, state: .waiting)) }
      case .create(let record) where record.state == .queued && !record.clientKey.isEmpty:
        // From now on the store knows it.
        state.withLock { $0.byKey[record.clientKey] = nil }
      default: break
      }
    }
    if hasRoom { takeJobs() }
  }

  /// The store has refused what was recorded of a run: its number or key is taken, or another host has it.
  func lose(_ number: RunNumber, _ fault: RunFault) {
    state.withLock { $0.living[number] }?.leave(fault)
    forget(number)
    // A job is in nobody's memory but by its key.
    state.withLock { state in state.byKey = state.byKey.filter { $0.value != number } }
  }

  /// - Returns: what it was; nil if it was not in memory.
  @discardableResult
  private func forget(_ number: RunNumber) -> LivingRun? {
    state.withLock { state in
      let living = state.living.removeValue(forKey: number)
      if let key = living?.record.clientKey, !key.isEmpty { state.byKey[key] = nil }
      return living
    }
  }

  private func change(of living: LivingRun, _ outcome: RunOutcome) -> RunChange {
    var change = RunChange(living.record, outcome.state)
    change.output = outcome.output
    change.error = outcome.error?.json ?? []
    if outcome.state.isOver { change.ended = clock.wallClock / 1_000_000 }
    return change
  }
}

extension RunRecord {
  /// Whether a caller with a key of its own, or the run that started it, asks for the same again after a crash.
  fileprivate var isAskedForAgain: Bool { !clientKey.isEmpty || parent.rawValue != 0 }
}

extension Result<[UInt8], RunError> {
  fileprivate var failedSteps: [String] {
    if case .failure(.step(let failure)) = self { [failure.key] } else { [] }
  }
}

extension RunState {
  /// The event that says so.
  fileprivate var event: String {
    switch self {
    case .queued, .running: RunEventType.runStarted
    case .waiting: RunEventType.runWaiting
    case .blocked: RunEventType.runBlocked
    case .completed: RunEventType.runCompleted
    case .failed: RunEventType.runFailed
    case .cancelled: RunEventType.runCancelled
    case .timedOut: RunEventType.runTimedOut
    }
  }
}

extension RunError {
  /// Where a run stands after it.
  fileprivate var state: RunState {
    guard case .run(let fault) = self else { return .failed }
    return switch fault.kind {
    case .cancelled: .cancelled
    case .timedOut: .timedOut
    case .budgetExceeded, .storeLost: .failed
    case .diverged, .inDoubt, .unknownWorkflow: .blocked
    case .parked: .waiting
    }
  }
}
