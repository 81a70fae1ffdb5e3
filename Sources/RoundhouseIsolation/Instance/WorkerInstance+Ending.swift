internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// What the loop sees of a process, and its end.
extension WorkerInstance {
  func eventCame(_ process: LaunchedWorker) {
    var count: eventfd_t = 0
    eventfd_read(process.event, &count)
    guard channel.tryReadingOrLeaveWord() else { return }
    leaveReading()
  }

  /// What the process prints goes to the log, so that it can disturb nobody's terminal.
  func outputCame(_ process: LaunchedWorker) {
    var room = [UInt8](repeating: 0, count: 4096)
    let count = read(process.output, &room, room.count)
    guard count > 0 else {
      if count == 0 { life.closeOutput(of: process) }
      return
    }
    tell(life.state.withLock { $0.output.take(room.prefix(count), now: platform_now()) })
  }

  private func tell(_ printed: [String]) {
    for line in printed where !line.isEmpty { services.log(.info, "printed: \(line)", call: 0) }
  }

  /// What it said last, which the pipe may still hold: as much as a pipe holds.
  private func takeLastOutput(of process: LaunchedWorker) {
    var room = [UInt8](repeating: 0, count: 64 << 10)
    let count = read(process.output, &room, room.count)
    tell(
      life.state.withLock { state in
        let lines = state.output.take(room.prefix(max(0, count)), now: platform_now())
        return lines + state.output.end()
      })
  }

  func processEnded(_ process: LaunchedWorker) {
    let (words, wasRunning) = life.state.withLock { state in
      let isForMemory = state.killReason.isEmpty && state.group?.hasEndedForMemory == true
      return (isForMemory ? life.plan.tooMuch : state.killReason, state.process === process && state.phase == .running)
    }
    // Whoever starts it finds out for himself.
    guard wasRunning else { return }
    let ending = process.process.reap(until: platform_now() &+ .seconds(1))
    let how = words.isEmpty ? ending.map { "it \($0)" } ?? "it has ended" : words
    part(
      from: process,
      RoundhouseError(
        .agentCrashed, "the agent's worker has ended: \(how)", remedy: "see roundhouse agents show \(agent)",
        agent: agent, hasStarted: true))
    followEnd(how)
  }

  /// Takes all that the process has said, and answers in its place for what it still owes.
  func part(from process: LaunchedWorker, _ error: RoundhouseError) {
    let (keys, group) = life.state.withLock { state in
      defer { state.keys = [] }
      return (state.keys, state.group)
    }
    group?.kill()
    process.process.kill()
    for key in keys { life.plan.pool.loop.forget(key) }
    takeLastOutput(of: process)
    channel.cutOff()
    // As many as the ring holds at most: what still writes there is none of the worker any more.
    for _ in 0..<life.plan.order.capacity where !takeFrames(1) { break }
    channel.detach()
    streams.closeAll()
    orders.failAll(error)
    CallTable.failAll(of: number, error)
    life.state.withLock { state in
      state.process = nil
      state.region = nil
      state.group = nil
      state.memory = 0
    }
  }
}
