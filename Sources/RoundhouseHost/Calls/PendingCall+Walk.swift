internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// One attempt after another, on host-owned threads and the caller's own; agents' threads only take note.
extension PendingCall: Job {
  /// A host thread has time for this call.
  func run() {
    let cell: UInt32? = state.withLock { state in
      if case .submitted(let cell) = state.phase { return cell }
      return nil
    }
    if let cell { attempt(cell) } else { advance() }
  }

  /// Looks for the next agent and asks it, here or on a host thread.
  func advance() {
    let (tried, isChoosing, lastError) = state.withLock { state in
      guard case .choosing = state.phase else { return (state.tried, false, state.lastError) }
      return (state.tried, true, state.lastError)
    }
    guard isChoosing else { return giveBackUnusedSlot() }
    switch host.router.choose(for: self, tried: tried) {
    case .entered(let cell): proceed(cell)
    case .queue(let agent, let cell): wait(for: agent, cell)
    case .none(let error): fail(lastError.map { $0.after(error) } ?? error)
    }
  }

  /// The agent has a place for this call, and it is entered.
  func proceed(_ index: UInt32) {
    let accepted = state.withLock { state in
      guard case .ended = state.phase else {
        state.phase = .submitted(cell: index)
        return true
      }
      return false
    }
    guard accepted else {
      host.leave(index)
      return giveBackUnusedSlot()
    }
    let traits = host.cells.cells[Int(index)].traits.load(ordering: .relaxed)
    if traits & Cell.Trait.blocking == 0 || BlockingThreads.isCurrent { return attempt(index) }
    if !host.threads.submit(self) { refuse(index) }
  }

  /// All host threads are busy and their queue is full.
  private func refuse(_ index: UInt32) {
    host.leave(index)
    fail(
      RoundhouseError(
        .overloaded, "all \(host.configuration.threads) host threads are busy and their queue is full",
        remedy: "try again later, or raise threads.blocking in the configuration", agent: host.cells.agent(of: index),
        capability: capability))
  }

  private func wait(for agent: AgentRecord, _ cell: UInt32) {
    let queued = state.withLock { state in
      guard case .choosing = state.phase else { return false }
      state.phase = .queued
      return true
    }
    guard queued else { return giveBackUnusedSlot() }
    guard agent.enqueue(self, cell) else {
      state.withLock { if case .queued = $0.phase { $0.phase = .choosing } }
      return fail(
        RoundhouseError(
          .overloaded, "\(agent.id) is busy with \(agent.limit) calls, and \(agent.manifest.limits.queue) wait already",
          remedy: "try again later, or raise the agent's concurrency or limits.queue", agent: agent.id,
          capability: capability))
    }
    host.dispatch(agent)
  }

  // MARK: One attempt

  /// Asks one agent on this thread. A place inside it is taken.
  func attempt(_ index: UInt32) {
    guard let agent = host.registry.owner(of: index) else {
      host.leave(index)
      return tryAgain(index)
    }
    if let turn = agent.turn {
      guard turn.takeOrLeave({ [self] in invoke(agent, index) }) else { return }
      invoke(agent, index)
      turn.leave(host.threads)
    } else {
      invoke(agent, index)
    }
  }

  /// The agent has gone between choosing and asking: nothing was started.
  private func tryAgain(_ index: UInt32) {
    let isChoosing = state.withLock { state in
      guard case .submitted = state.phase else { return false }
      state.phase = .choosing
      state.tried.append(index)
      return true
    }
    if isChoosing { advance() } else { giveBackUnusedSlot() }
  }

  private func invoke(_ agent: AgentRecord, _ index: UInt32) {
    let cell = agent.cell(index)
    let now = platform_now()
    // The slot is this thread's until the phase says that it is the agent's.
    let accepted: UInt64? = state.withLock { state in
      guard case .submitted = state.phase else { return nil }
      let token = slot.pointee.begin(index: place, instance: agent.instance.number)
      state.phase = .inAgent(cell: index, token: token, since: now)
      state.attempts += 1
      return token
    }
    guard let token = accepted else {
      host.leave(index)
      return giveBackUnusedSlot()
    }
    if options.wantsChunks { slot.pointee.streamChunks() }
    if let place = agent.place(of: index) { slot.pointee.setVersion(agent.manifest.capabilities[place].version) }
    slot.pointee.open(token, self)
    agent.inside.add(1, ordering: .acquiring)
    defer { agent.inside.subtract(1, ordering: .releasing) }
    let status = host.watched(index, now) {
      cell.pointee.invoke(cell.pointee.context, token, CallSlot.request(of: slot))
    }
    guard status != 0 else { return }
    switch slot.pointee.refuse(token, status: status) {
    case .awaited: callCompleted(token)
    case .abandoned: abandonedCallCompleted(token)
    case nil: host.misbehaved(agent, .completedAfterError)
    }
  }

  // MARK: Failing

  /// Ends the call on the thread that was working on it.
  func fail(_ error: RoundhouseError) {
    end(.failure(error))
    giveBackUnusedSlot()
  }

  /// Releases the slot of a call that has ended while no agent had it; once, whoever comes first.
  func giveBackUnusedSlot() {
    let isOurs = state.withLock { state in
      guard case .ended = state.phase, case .failure = state.outcome, !state.isAbandoned else { return false }
      // From here on the slot is nobody's.
      state.isAbandoned = true
      return true
    }
    if isOurs { freeSlot(slot.pointee.currentToken) }
  }
}

extension RoundhouseError {
  /// This error of an attempt, with why nobody else could be asked.
  fileprivate func after(_ routing: RoundhouseError) -> RoundhouseError {
    var error = self
    error.rejections = routing.rejections
    return error
  }
}
