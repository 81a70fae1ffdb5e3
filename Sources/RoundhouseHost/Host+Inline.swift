internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// Agents on their callers' own threads: seen by the watchdog, measured when suspected, moved away when they hold.
extension Host {
  /// Calls an agent on this thread, seen by the watchdog unless the thread is there to be held.
  /// - Parameter place: the call's place in the table.
  func watched(_ index: UInt32, _ place: UInt32, _ start: Nanoseconds, _ body: () -> Int32) -> Int32 {
    let call = CallWord.of(cell: index, place: place)
    if BlockingThreads.isCurrent { return CallWord.inside(call, body) }
    let words = ThreadRecord.current(of: self)
    let outer = (words.pointee.inlineCall.load(ordering: .relaxed), words.pointee.inlineSince.load(ordering: .relaxed))
    words.pointee.inlineCall.store(call, ordering: .relaxed)
    words.pointee.inlineSince.store(start, ordering: .relaxed)
    defer {
      words.pointee.inlineCall.store(outer.0, ordering: .relaxed)
      words.pointee.inlineSince.store(outer.1, ordering: .relaxed)
    }
    let isSuspect = cells.cells[Int(index)].traits.load(ordering: .relaxed) & Cell.Trait.suspect != 0
    if isSuspect { return measured(index, start, body) }
    let status = body()
    if platform_now() &- start > configuration.inlineLimit { suspect(index) }
    return status
  }

  /// A call on its caller's thread took longer than it may, by the clock on the wall.
  @inline(never)
  func suspect(_ index: UInt32) {
    // A caller who waits for a worker waits by his own choice.
    guard let agent = registry.owner(of: index), agent.worker == nil else { return }
    agent.core.withLock { $0.callsToMeasure = configuration.suspectCalls }
    for index in agent.cells { agent.cell(index).pointee.traits.bitwiseOr(Cell.Trait.suspect, ordering: .relaxed) }
  }

  /// Calls a suspect and sees whether it was the agent that held the thread.
  private func measured(_ index: UInt32, _ start: Nanoseconds, _ body: () -> Int32) -> Int32 {
    let (cpu, waits) = (platform_thread_cpu(), platform_thread_waits())
    let status = body()
    let duration = platform_now() &- start
    guard let agent = registry.owner(of: index) else { return status }
    let used = platform_thread_cpu() &- cpu
    let limit = configuration.inlineLimit
    if duration > limit {
      // Time that it computed is its own beyond doubt. A wait may also have been for a lock of ours, so it takes three.
      let weight = used > limit ? 3 : platform_thread_waits() != waits ? 1 : 0
      let offences = agent.core.withLock { core in
        core.offences += weight
        return core.offences
      }
      if offences >= 3 { makeBlocking(agent, "held its caller's thread for \(duration / 1_000_000) ms") }
    }
    let isCleared = agent.core.withLock { core in
      core.callsToMeasure -= 1
      if core.callsToMeasure <= 0 { core.offences = 0 }
      return core.callsToMeasure <= 0
    }
    if isCleared {
      for index in agent.cells { agent.cell(index).pointee.traits.bitwiseAnd(~Cell.Trait.suspect, ordering: .relaxed) }
    }
    return status
  }

  /// From now on the agent runs on host-owned threads.
  func makeBlocking(_ agent: AgentRecord, _ reason: String) {
    let isNew = agent.core.withLock { core in
      defer { core.isBlocking = true }
      return !core.isBlocking
    }
    guard isNew else { return }
    for index in agent.cells { agent.cell(index).pointee.traits.bitwiseOr(Cell.Trait.blocking, ordering: .relaxed) }
    misbehaved(agent, .heldInline)
    log.warning("\(reason): it is treated as blocking from now on", LogFields(agent: agent.id))
  }
}
