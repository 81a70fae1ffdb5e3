internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// One attempt after another, on host-owned threads and the caller's own; agents' threads only take note.
extension PendingCall: Job {
  /// A host thread has time for this call.
  func run() {
    let cell = state.withLock { state in
      defer { state.submittedCell = nil }
      return state.submittedCell
    }
    // The attempt itself finds out whether the call was given up on the way, and gives its place back.
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
        state.submittedCell = index
        return true
      }
      return false
    }
    guard accepted else {
      host.leaveUnasked(index)
      return giveBackUnusedSlot()
    }
    let traits = host.cells.cells[Int(index)].traits.load(ordering: .relaxed)
    if traits & Cell.Trait.blocking == 0 || BlockingThreads.isFree { return attempt(index) }
    if BlockingThreads.isCurrent {
      // An agent asks another one. Its thread is lent only if there is no other, for if all of them waited for a
      // thread, none would ever come free.
      if !host.threads.submit(self, mayQueue: false) { attempt(index) }
    } else if !host.threads.submit(self) {
      refuse(index)
    }
  }

  /// All host threads are busy and their queue is full.
  private func refuse(_ index: UInt32) {
    host.leaveUnasked(index)
    fail(
      RoundhouseError(
        .overloaded, "all \(host.configuration.threads) host threads are busy and their queue is full",
        remedy: "try again later, or raise threads.blocking in the configuration", agent: host.cells.agent(of: index),
        capability: capability))
  }

  private func wait(for agent: AgentRecord, _ cell: UInt32) {
    let queued = state.withLock { state in
      guard case .choosing = state.phase else { return false }
      state.phase = .queued(cell: cell)
      return true
    }
    guard queued else { return giveBackUnusedSlot() }
    if agent.enqueue(self, cell) == .queued {
      // It may have been given up between the two steps, when it was not in the queue yet.
      if state.withLock({ if case .ended = $0.phase { true } else { false } }) { agent.withdraw(self) }
      return host.dispatch(agent)
    }
    // The last place in the queue was taken meanwhile, or the agent goes: who else is there?
    state.withLock { if case .queued = $0.phase { $0.phase = .choosing } }
    advance()
  }

  // MARK: One attempt

  /// Asks one agent on this thread. A place inside it is taken.
  func attempt(_ index: UInt32) {
    guard let agent = host.registry.owner(of: index) else {
      host.leaveUnasked(index)
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
    let version = version(of: cell, agent, index)
    let now = platform_now()
    let isHostThread = BlockingThreads.isCurrent
    // The slot is this thread's until the phase says that it is the agent's; from then on it can be given up, so it is
    // opened in the same step.
    let accepted: UInt64? = state.withLock { state in
      guard case .submitted = state.phase else { return nil }
      let token = slot.begin(index: place, instance: agent.instance.number)
      if options.wantsChunks { slot.streamChunks() }
      slot.setVersion(version)
      slot.open(token, self)
      state.phase = .inAgent(cell: index, token: token, since: now)
      state.attempts += 1
      state.tokenInside = isHostThread ? token : 0
      return token
    }
    guard let token = accepted else {
      host.leaveUnasked(index)
      return giveBackUnusedSlot()
    }
    agent.inside.add(1, ordering: .acquiring)
    let status = host.watched(index, place, now) {
      BlockingThreads.lend { cell.pointee.invoke(cell.pointee.context, token, slot.requestPointer) }
    }
    agent.inside.subtract(1, ordering: .releasing)
    if isHostThread { threadCameBack(token) }
    guard status != 0 else { return }
    switch slot.refuse(token, status: status) {
    case .awaited: callCompleted(token)
    case .abandoned: abandonedCallCompleted(token)
    case nil: host.returnedAfterCompletion(agent, status)
    }
  }

  /// The version that the cell's capability has: from the cell itself, unless it has no room there.
  private func version(of cell: UnsafeMutablePointer<Cell>, _ agent: AgentRecord, _ index: UInt32) -> UInt32 {
    let traits = cell.pointee.traits.load(ordering: .relaxed)
    if traits & Cell.Trait.farVersion == 0 { return Cell.version(in: traits) }
    return agent.offer(of: index)?.capability.version ?? 0
  }

  /// The thread has left the agent; another attempt may have another one inside by now.
  private func threadCameBack(_ token: UInt64) {
    let wasStuck = state.withLock { state in
      if state.tokenInside == token { state.tokenInside = 0 }
      guard state.tokenStuck == token else { return false }
      state.tokenStuck = 0
      return true
    }
    if wasStuck { host.threads.threadCameBack() }
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
      guard case .ended = state.phase, state.holder == .call else { return false }
      state.holder = .nobody
      return true
    }
    if isOurs { freeSlot(slot.currentToken) }
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
