internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// What happens to a call that an agent has: it completes, on any thread, or its time is up.
extension PendingCall: Waiter {
  /// The agent has completed the call. Often on a thread of the agent's own: the next agent is asked elsewhere.
  package func callCompleted(_ token: UInt64) {
    let attempt: (cell: UInt32, since: Nanoseconds)? = state.withLock { state in
      guard case .inAgent(let cell, token, let since) = state.phase else { return nil }
      return (cell, since)
    }
    guard let attempt else { return }
    let duration = platform_now() &- attempt.since
    let status = slot.pointee.status
    host.finished(attempt.cell, duration, failed: status != 0)
    guard status != 0 else {
      end(.success(cell: attempt.cell, token: token, agentTime: duration))
      return
    }
    var error = host.error(of: slot, cell: attempt.cell, capability: capability)
    // An agent that gives up because the time is up may be a moment faster than the deadline's own thread.
    if error.code == .cancelled, platform_now() >= deadline { error = lateError() }
    host.attemptFailed(attempt.cell, error)
    guard mayRetry(error, attempt.cell) else { return fail(error) }
    let isChoosing = state.withLock { state in
      guard case .inAgent = state.phase, !state.hasDelivered else { return false }
      state.phase = .choosing
      state.tried.append(attempt.cell)
      state.lastError = error
      slot.forgetAnswer()
      return true
    }
    guard isChoosing else { return fail(error) }
    host.threads.submit { [self] in advance() }
  }

  package func abandonedCallCompleted(_ token: UInt64) {
    let owed: (cell: UInt32, wasStuck: Bool)? = state.withLock { state in
      guard state.holder == .agent, let cell = state.tried.last else { return nil }
      state.holder = .nobody
      return (cell, state.isStuck)
    }
    guard let owed else { return }
    host.deadlines.remove(self, at: Int(place))
    freeSlot(token)
    if owed.wasStuck { host.cameBack(owed.cell) }
    host.leave(owed.cell)
  }

  package func chunkAdded(_ token: UInt64) {
    let observer = state.withLock { $0.observer }
    observer?.chunksArrived(self)
  }

  /// The deadline's thread says that the time is up.
  func deadlinePassed() {
    // Its caller gave up before, and the agent should have come to its end by now.
    let overdue: UInt32? = state.withLock { state in
      guard state.holder == .agent, !state.isStuck else { return nil }
      state.isStuck = true
      return state.tried.last
    }
    if let overdue { return host.isOverdue(overdue) }
    giveUp(lateError())
  }

  private func lateError() -> RoundhouseError {
    RoundhouseError(
      .deadlineExceeded, "no answer by the deadline", remedy: "give the call a longer timeout, or look at the agent",
      capability: capability, hasStarted: true)
  }

  /// The host ends, and nobody watches the deadline any more.
  func hostStopped() {
    giveUp(
      RoundhouseError(
        .noHealthyAgent, "the host is shutting down", remedy: "ask another host, or later", capability: capability,
        hasStarted: true))
  }

  /// Where a call stood when it was given up.
  private enum Left {
    case withAgent(cell: UInt32, token: UInt64, holdsThread: Bool)
    /// Nothing was started; if it waited in an agent's queue, in that of the cell.
    case withNobody(queue: UInt32?)
    /// Its agent is completing it this very moment, and that wins.
    case completing
  }

  /// Answers the caller now. The agent, if one has the call, keeps the request until it completes.
  func giveUp(_ reason: RoundhouseError) {
    // In one step: between two, a thread may take the call to an agent.
    let left: Left = state.withLock { state in
      guard case .inAgent(let cell, let token, _) = state.phase else {
        defer { state.phase = .ended }
        guard case .queued(let cell) = state.phase else { return .withNobody(queue: nil) }
        return .withNobody(queue: cell)
      }
      guard state.outcome == nil, slot.abandon(token) else { return .completing }
      state.holder = .agent
      state.isStuck = reason.code == .deadlineExceeded
      state.tried.append(cell)
      guard state.tokenInside == token else { return .withAgent(cell: cell, token: token, holdsThread: false) }
      state.tokenStuck = token
      return .withAgent(cell: cell, token: token, holdsThread: true)
    }
    switch left {
    case .withAgent(let cell, let token, let holdsThread): giveUp(reason, cell, token, holdsThread)
    case .withNobody(let queue): giveUpUnstarted(reason, queue)
    case .completing: break
    }
  }

  private func giveUp(_ reason: RoundhouseError, _ cell: UInt32, _ token: UInt64, _ holdsThread: Bool) {
    var error = reason
    error.agent = host.cells.agent(of: cell)
    if holdsThread { host.threads.threadIsStuck() }
    host.wentMissing(cell, token: token, isLate: reason.code == .deadlineExceeded)
    end(.failure(error))
  }

  private func giveUpUnstarted(_ reason: RoundhouseError, _ queue: UInt32?) {
    var error = reason
    error.hasStarted = false
    if let queue { host.registry.owner(of: queue)?.withdraw(self) }
    end(.failure(error))
    // In all other phases some thread is working on the call; it finds out and gives the slot back.
    if queue != nil { giveBackUnusedSlot() }
  }

  private func mayRetry(_ error: RoundhouseError, _ index: UInt32) -> Bool {
    let (attempts, hasDelivered) = state.withLock { ($0.attempts, $0.hasDelivered) }
    guard attempts < host.configuration.maximumAttempts, !hasDelivered, platform_now() < deadline else { return false }
    return host.mayRetry(error, index)
  }
}
