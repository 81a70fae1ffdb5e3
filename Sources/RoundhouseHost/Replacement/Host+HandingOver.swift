internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// Agents that hand their state over are replaced in one step: new calls wait in the old generation's queue while it
// finishes, saves, and the new one loads. Nothing is published until that is done, so that until then the old one can
// simply go on.
extension Host {
  /// Replaces an agent together with its state. Blocks as long as the agents take, within the drain time each.
  /// - Throws: why the old generation, or a copy of it with its state, goes on.
  func handOver(_ running: RunningReplacement, to new: AgentRecord) throws(RoundhouseError) {
    let old = running.incumbent
    old.hold()
    guard waitUntilEmpty(old) else { return try goOn(running, new, "its calls did not end in time") }
    let state: [UInt8]
    do throws(RoundhouseError) {
      state = try StateHandover.save(old, until: handoverLimit) { [self] body in inTurn(old, until: handoverLimit, body)
      }
    } catch {
      // After drain the old generation can answer nothing any more, so going back would save nothing.
      return try takeOver(running, new, "without the state, which was not saved: \(error.description)")
    }
    do throws(RoundhouseError) {
      try StateHandover.load(state, into: new, until: handoverLimit)
    } catch {
      return try returnToOld(running, new, state, error)
    }
    try takeOver(running, new, "with \(state.count) bytes of state")
  }

  private var handoverLimit: Nanoseconds { platform_now() &+ configuration.drainTime }

  /// Waits until nobody but the holder of all places is inside.
  private func waitUntilEmpty(_ agent: AgentRecord) -> Bool {
    let deadline = handoverLimit
    while agent.inFlight > 0 {
      guard platform_now() < deadline, !agent.isClosed else { return false }
      usleep(200)
    }
    return !agent.isClosed
  }

  /// The old generation was not touched: it lets the waiting calls in.
  private func goOn(_ running: RunningReplacement, _ new: AgentRecord, _ reason: String) throws(RoundhouseError) {
    let old = running.incumbent
    old.letGo()
    dispatch(old)
    destroy(new)
    try fail(running, old.isClosed ? "the agent was removed" : reason)
  }

  /// The new generation takes the old one's place, and the calls that wait for it.
  private func takeOver(
    _ running: RunningReplacement, _ new: AgentRecord, _ reason: String
  ) throws(RoundhouseError) {
    guard exchange(running.incumbent, for: new) else { return try fail(running, "the agent was removed") }
    carryOutHandover(running, reason)
  }

  /// The new generation refuses the state, and the old one is drained: another copy of the old one takes the state.
  private func returnToOld(
    _ running: RunningReplacement, _ new: AgentRecord, _ state: [UInt8], _ refusal: RoundhouseError
  ) throws(RoundhouseError) {
    let old = running.incumbent
    let copy: AgentRecord
    do throws(RoundhouseError) {
      copy = try makeAgain(EarlierGeneration(old), isTested: false)
    } catch {
      return try takeOver(running, new, "without the state, which it refused: \(refusal.description)")
    }
    do throws(RoundhouseError) {
      try StateHandover.load(state, into: copy, until: handoverLimit)
    } catch {
      destroy(copy)
      return try takeOver(running, new, "without the state, which it refused: \(refusal.description)")
    }
    destroy(new)
    guard exchange(old, for: copy) else { return try fail(running, "the agent was removed") }
    try fail(running, "it refused the state: \(refusal.description)")
  }

  /// Registers a generation in the place of a drained one, whose waiting calls go to it.
  /// - Returns: false if the drained one is registered no more; the other is destroyed then.
  private func exchange(_ old: AgentRecord, for new: AgentRecord) -> Bool {
    open(new)
    let isDone = changes.withLock { _ in isReady && registry.replace(old, by: new) }
    if isDone { retireLater(old) } else { destroy(new) }
    return isDone
  }

  private func carryOutHandover(_ running: RunningReplacement, _ reason: String) {
    _ = note(.handedOver(reason), running)
    conclude(running)
  }

  private func fail(_ running: RunningReplacement, _ reason: String) throws(RoundhouseError) {
    _ = note(.failed(reason), running)
    conclude(running)
    throw RoundhouseError(
      .conflict, "the generation before goes on: \(reason)", remedy: "see: roundhouse agents history \(running.agent)",
      agent: running.agent, path: running.bundle.manifestPath)
  }

  /// Makes a generation anew that was here before. Its library is still mapped, whatever its file holds now.
  func makeAgain(_ earlier: EarlierGeneration, isTested: Bool) throws(RoundhouseError) -> AgentRecord {
    let isInWorker = !earlier.images.isEmpty
    guard let batch = isInWorker ? loader.batch([]) : loader.batch(earlier.bundle, sha256: earlier.sha256) else {
      throw RoundhouseError(
        .conflict, "the library of version \(earlier.bundle.manifest.version) is not in memory any more",
        remedy: "put that version's files back into the agent's folder", agent: earlier.bundle.manifest.id)
    }
    defer { batch.end() }
    let results = AgentStarter.run([earlier.bundle]) { [self] bundle throws(RoundhouseError) in
      try make(bundle, batch, images: earlier.images, isTested: isTested)
    } tooLate: { [self] record in
      destroy(record)
    }
    if let error = results.errors.first?.error { throw error }
    guard let made = results.records.first, let record = made else {
      throw RoundhouseError(.internal, "an agent was made and lost")
    }
    return record
  }
}
