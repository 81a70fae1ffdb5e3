internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// What the host notes of an attempt: figures, the breaker, strikes. Off the short way of a good call.
extension Host {
  /// An attempt has ended with an answer, good or bad. Gives the place back.
  func finished(_ index: UInt32, _ duration: Nanoseconds, failed: Bool) {
    book.add(cell: index, duration, failed: failed)
    let cell = cells.cells + Int(index)
    let hadFailed = !cell.pointee.note(duration)
    // A trial's success is told in any case: another thread's note may have overwritten the mark of the failures.
    let isOnTrial = cell.pointee.gate.load(ordering: .acquiring) & 0xFF == Gate.onTrial
    if !failed && (hadFailed || isOnTrial) { recovered(index) }
    leave(index)
  }

  /// Gives a place inside an agent back.
  func leave(_ index: UInt32) {
    let leader = cells.cells[Int(index)].leader
    if cells.cells[Int(leader)].leave() { dispatch(index) }
  }

  /// Gives a place back from which the agent was not asked. If it was the breaker's trial, another call may be that.
  func leaveUnasked(_ index: UInt32) {
    if cells.cells[Int(index)].gate.load(ordering: .acquiring) & 0xFF == Gate.onTrial {
      registry.owner(of: index)?.forgetTrial(index, clock)
    }
    leave(index)
  }

  func dispatch(_ index: UInt32) {
    if let agent = registry.owner(of: index) { dispatch(agent) }
  }

  /// Lets as many waiting calls in as there are places.
  func dispatch(_ agent: AgentRecord) {
    while let (call, cell) = agent.dequeue() {
      let isWaiting = call.state.withLock { state in
        guard case .queued = state.phase else { return false }
        state.phase = .choosing
        return true
      }
      if isWaiting {
        threads.submit { call.proceed(cell) }
      } else {
        // This very loop lets the next one in.
        _ = agent.leaderCell.pointee.leave()
      }
    }
  }

  /// A call went well after others had failed.
  func recovered(_ index: UInt32) {
    cells.cells[Int(index)].latency.bitwiseAnd(0xFFFF_FFFF_FFFF, ordering: .relaxed)
    guard let agent = registry.owner(of: index) else { return }
    agent.update(wallClock: clock.wallClock) { core in
      if let place = core.offers.place(of: index) { core.offers[place].breaker.succeeded() }
    }
  }

  /// An attempt went wrong. Only what is the agent's own fault counts against it.
  func attemptFailed(_ index: UInt32, _ error: RoundhouseError) {
    guard let agent = registry.owner(of: index) else { return }
    guard error.code == .agentError || error.code == .agentCrashed || error.code == .deadlineExceeded else {
      return recovered(index)
    }
    cells.cells[Int(index)].latency.bitwiseOr(1 << 48, ordering: .relaxed)
    var opened = false
    agent.update(wallClock: clock.wallClock) { core in
      guard let place = core.offers.place(of: index) else { return }
      let before = core.offers[place].breaker.state
      core.offers[place].breaker.failed(now: clock.now)
      opened = before != .open && core.offers[place].breaker.state == .open
    }
    suspectSuccessor(agent)
    if opened {
      log.warning(
        "left alone for a while after repeated failures: \(error.message)",
        LogFields(agent: agent.id, capability: agent.offer(of: index)?.capability.name ?? ""))
    }
  }

  /// Whether the call may be tried with another agent after this error.
  func mayRetry(_ error: RoundhouseError, _ index: UInt32) -> Bool {
    let isIdempotent = cells.cells[Int(index)].traits.load(ordering: .relaxed) & Cell.Trait.idempotent != 0
    switch error.code {
    case .agentError, .agentCrashed, .overloaded, .noHealthyAgent, .unreachable: break
    default: if !error.isRetryable { return false }
    }
    guard isIdempotent || !error.hasStarted else { return false }
    guard hasOther(than: index), retries.spend() else { return false }
    failovers.add(1, ordering: .relaxed)
    return true
  }

  /// Whether anybody else offers the cell's capability, so that a retry could find somebody.
  private func hasOther(than index: UInt32) -> Bool {
    guard let offer = registry.owner(of: index)?.offer(of: index) else { return true }
    let group = registry.group(offer.capability.name, version: offer.capability.version)
    // The cell itself is no member any more if its capability was withdrawn meanwhile.
    return group?.members.contains { $0.cell != index } ?? false
  }

  /// The error that an agent's reply says.
  func error(of slot: UnsafeMutablePointer<CallSlot>, cell: UInt32, capability: String) -> RoundhouseError {
    let details = slot.pointee.details
    let code = StatusCode.code(of: slot.pointee.status)
    let message = details?.message ?? ""
    return RoundhouseError(
      code, message.isEmpty ? "the agent failed with status \(slot.pointee.status)" : message,
      agent: cells.agent(of: cell), capability: capability, agentCode: details?.agentCode ?? "",
      isRetryable: slot.pointee.isRetryable || code.isRetryable, hasStarted: !slot.pointee.isNotStarted)
  }

  // MARK: Calls that do not come back

  /// The caller was answered, the agent still has the call.
  func wentMissing(_ index: UInt32, token: UInt64, isLate: Bool) {
    guard let agent = registry.owner(of: index) else { return }
    if isLate {
      changeStuck(agent, by: 1)
      agent.late.add(1, ordering: .relaxed)
      attemptFailed(index, RoundhouseError(.deadlineExceeded, "no answer by the deadline"))
    } else {
      agent.forgetTrial(index, clock)
    }
    threads.submit { agent.visit { agent.instance.cancel(token) } }
  }

  /// A call whose caller had gone before is still with the agent at its deadline.
  func isOverdue(_ index: UInt32) {
    if let agent = registry.owner(of: index) { changeStuck(agent, by: 1) }
  }

  /// A call that had been counted as stuck was completed after all.
  func cameBack(_ index: UInt32) {
    if let agent = registry.owner(of: index) { changeStuck(agent, by: -1) }
  }

  private func changeStuck(_ agent: AgentRecord, by count: Int) {
    var stuck = 0
    let change = agent.update(wallClock: clock.wallClock) { core in
      core.stuck += count
      core.health.stuckCalls(core.stuck)
      stuck = core.stuck
    }
    tell(agent, change)
    if count > 0 { replaceHanging(agent, stuck: stuck) }
  }

  /// One line for the operator when an agent's state changes.
  func tell(_ agent: AgentRecord, _ change: (before: AgentState, after: AgentState, reason: String)) {
    guard change.before != change.after else { return }
    suspectSuccessor(agent)
    let isGood = change.after == .healthy || change.after == .disabled || change.after == .draining
    log.log(
      isGood ? .info : .warning,
      "\(change.before.rawValue) → \(change.after.rawValue)" + (change.reason.isEmpty ? "" : ": \(change.reason)"),
      LogFields(agent: agent.id))
  }

  // MARK: Rules that were broken

  func misbehaved(_ agent: AgentRecord, _ what: Misbehaviour) {
    var isWorthALine = false
    let change = agent.update(wallClock: clock.wallClock) { core in
      core.misbehaviours += 1
      core.lastMisbehaviour = what.rawValue
      core.health.misbehaved(what, now: clock.now)
      // After as many as lead to quarantine, further lines would say nothing new.
      isWorthALine = core.health.misdeeds <= AgentHealth.misbehaviourBudget
    }
    if isWorthALine { log.warning("the agent \(what.rawValue)", LogFields(agent: agent.id)) }
    suspectSuccessor(agent)
    tell(agent, change)
  }

  /// An invoke returned an error for a call that it had completed.
  func returnedAfterCompletion(_ agent: AgentRecord, _ status: Int32) {
    // `return host->complete(…)` is how the header itself ends an invoke: that complete was refused is counted already.
    if !StatusCode.isOfCompletion(status) { misbehaved(agent, .completedAfterError) }
  }

  /// There is room for chunks again.
  func resume(_ index: UInt32, token: UInt64) {
    guard let agent = registry.owner(of: index) else { return }
    onTurn(of: agent) { agent.visit { agent.instance.resume(token) } }
  }

  /// Runs something inside an agent on a host thread, in its turn if it is serial.
  func onTurn(of agent: AgentRecord, _ body: @escaping @Sendable () -> Void) {
    threads.submit { [threads] in
      guard let turn = agent.turn else { return body() }
      guard turn.takeOrLeave(body) else { return }
      body()
      turn.leave(threads)
    }
  }
}
