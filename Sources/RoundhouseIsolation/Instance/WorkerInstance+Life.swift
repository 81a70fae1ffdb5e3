internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// From the start of a process to its end, and again.
extension WorkerInstance {
  /// Starts a process and waits until it has created the agent.
  func start() throws(RoundhouseError) {
    let deadline = platform_now() &+ life.plan.startTimeout
    let process = try life.plan.pool.launcher.take(for: life.plan.sandbox, until: deadline)
    do throws(RoundhouseError) {
      try join(process)
      let ready = try report(of: process, until: deadline)
      let isOver = life.state.withLock { state in
        if state.phase == .over { return true }
        state.ready = ready
        state.phase = .running
        state.progress = (0, platform_now())
        return false
      }
      if isOver { throw RoundhouseError(.cancelled, "the agent was ended while it started") }
    } catch {
      part(from: process, RoundhouseError(.agentCrashed, error.message, hasStarted: true))
      throw error
    }
  }

  /// Makes the shared memory, and hands the process its order.
  private func join(_ process: LaunchedWorker) throws(RoundhouseError) {
    var order = life.plan.order
    var sandbox = life.plan.sandbox
    sandbox.user = process.user
    order.sandbox = sandbox.bytes
    let memory = platform_memfd("roundhouse:ring")
    defer { close(memory) }
    guard memory >= 0, platform_fix_size(memory, SharedRegion.size(capacity: order.capacity)) == 0 else {
      throw noMemory()
    }
    let region = try SharedRegion(memory, capacity: order.capacity)
    // Before the worker has its order, so that nothing of the agent is outside.
    let group = try life.plan.pool.groups.map { (folder) throws(RoundhouseError) in
      try WorkerGroup(process.process.id, sandbox, in: folder)
    }
    channel.attach(region, control: process.control)
    let keys = watch(process)
    life.state.withLock { state in
      state.group = group
      state.process = process
      state.region = region
      state.keys = keys
      state.killReason = ""
    }
    guard keys.count == 3 else { throw noMemory() }
    try send(order, to: process, memory)
  }

  /// The last key is that of the output.
  private func watch(_ process: LaunchedWorker) -> [WorkerLoop.Key] {
    let loop = life.plan.pool.loop
    return [
      loop.watch(process.event) { [weak self] in self?.eventCame(process) },
      loop.watch(process.process.pidfd) { [weak self] in self?.processEnded(process) },
      loop.watch(process.output) { [weak self] in self?.outputCame(process) },
    ].compactMap(\.self)
  }

  private func send(_ order: WorkerOrder, to process: LaunchedWorker, _ memory: Int32) throws(RoundhouseError) {
    let bytes = order.bytes
    let text = platform_memfd("roundhouse:order")
    defer { close(text) }
    guard text >= 0, write(text, bytes, bytes.count) == bytes.count else { throw noMemory() }
    let descriptors = [text, memory, process.event] + life.plan.images.map(\.descriptor)
    var mark: UInt8 = 1
    let error = platform_send(process.control, &mark, 1, descriptors, descriptors.count)
    guard error == 0 else {
      throw RoundhouseError(
        .agentCrashed, "the worker ended before it got its order", cause: String(cString: strerror(error)))
    }
  }

  /// Waits for the worker's first word.
  private func report(
    of process: LaunchedWorker, until deadline: Nanoseconds
  ) throws(RoundhouseError) -> WorkerReport.Ready {
    var bytes = [UInt8](repeating: 0, count: WorkerReport.maximumSize)
    while true {
      let now = platform_now()
      guard now < deadline else { throw late() }
      // Both, because the socket may be open in a child that outlives the process.
      var entries = [
        pollfd(fd: process.control, events: Int16(POLLIN), revents: 0),
        pollfd(fd: process.process.pidfd, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&entries, 2, Int32(clamping: (deadline - now) / 1_000_000 + 1)) > 0 else { continue }
      var count = 0
      let got = platform_receive(process.control, &bytes, bytes.count, nil, &count, Int32(MSG_DONTWAIT))
      if got < 0, platform_errno() == EAGAIN, entries[1].revents == 0 { continue }
      guard got > 0 else { throw endedEarly(process) }
      switch WorkerReport(bytes: Array(bytes.prefix(got))) {
      case .ready(let ready): return ready
      case .failed(let error): throw error
      case nil:
        throw RoundhouseError(.agentError, "the worker's first word makes no sense", remedy: "mend the agent")
      }
    }
  }

  private func endedEarly(_ process: LaunchedWorker) -> RoundhouseError {
    // It has closed its end of the socket, so it is on its way out.
    let ending = process.process.reap(until: platform_now() &+ .milliseconds(500))
    let reason = life.state.withLock { $0.killReason }
    let how = reason.isEmpty ? ending.map { "\($0)" } ?? "closed its socket" : "was ended, because \(reason),"
    return RoundhouseError(
      .agentCrashed, "the agent's process \(how) while it was created",
      remedy: "find the step in which it crashes with: roundhouse check \(life.plan.order.folder)")
  }

  private func late() -> RoundhouseError {
    RoundhouseError(
      .deadlineExceeded, "the agent did not finish starting within \(life.plan.startTimeout / 1_000_000) ms",
      remedy: "make its create faster, or raise startTimeout in its manifest")
  }

  private func noMemory() -> RoundhouseError {
    RoundhouseError(
      .overloaded, "no memory or descriptor for a worker",
      remedy: "raise the limit of open files, or run fewer workers",
      cause: String(cString: strerror(platform_errno())))
  }

  // MARK: On the loop's thread

  private func eventCame(_ process: LaunchedWorker) {
    var count: eventfd_t = 0
    eventfd_read(process.event, &count)
    guard channel.tryReadingOrLeaveWord() else { return }
    leaveReading()
  }

  /// What the process prints goes to the log, so that it can disturb nobody's terminal.
  private func outputCame(_ process: LaunchedWorker) {
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

  private func processEnded(_ process: LaunchedWorker) {
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
  private func part(from process: LaunchedWorker, _ error: RoundhouseError) {
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

  // MARK: What follows

  private func followEnd(_ how: String) {
    let now = platform_now()
    let verdict: RestartPolicy.Verdict? = life.state.withLock { state in
      guard state.phase != .over else { return nil }
      state.lastEnding = how
      state.endings += 1
      let verdict = state.policy.ended(now: now, chance: UInt64.random(in: 0 ... .max))
      state.phase = verdict == .leaveAlone ? .quarantined : .down
      return verdict
    }
    switch verdict {
    case nil: break
    case .leaveAlone: life.tell(.quarantined(how))
    case .restart(let pause):
      life.tell(.ended(how, restart: pause))
      if pause == 0 {
        restart()
      } else {
        life.plan.pool.loop.call(at: now &+ pause) { [weak self] in self?.restart() }
      }
    }
  }

  private func restart() {
    guard life.state.withLock({ $0.phase == .down }) else { return }
    let isStarted = OwnThread.start("rh-restart") { [self] in
      do throws(RoundhouseError) {
        try start()
        let isStill = life.state.withLock { state in
          state.restarts += 1
          return state.phase == .running
        }
        // It may have ended again already, which was told.
        if isStill { life.tell(.isBack) }
      } catch {
        followEnd(error.description)
      }
    }
    if !isStarted { followEnd("the system gives no thread to restart it") }
  }

  /// The instance is over: its process goes, and none follows.
  func end() {
    let process = life.state.withLock { state -> LaunchedWorker? in
      state.phase = .over
      state.observer = nil
      return state.process
    }
    guard let process else { return }
    part(from: process, RoundhouseError(.cancelled, "the agent was ended", agent: agent, hasStarted: true))
  }

  /// Ends a quarantine: the operator says that it may try again.
  package func forgive() {
    let isQuarantined = life.state.withLock { state in
      guard state.phase == .quarantined else { return false }
      state.policy.forgive()
      state.phase = .down
      return true
    }
    if isQuarantined { restart() }
  }

  // MARK: Watching over it

  /// Looks whether the worker reads what it is sent, and what it holds. On the loop's thread, ten times a second.
  func patrol(_ now: Nanoseconds) {
    let fault: String? = life.state.withLock { state in
      guard state.phase == .running, let region = state.region, let process = state.process else { return nil }
      state.memory = ProcessSample.read(process.process.id)?.memory ?? 0
      let most = life.plan.sandbox.memory
      if most > 0, state.memory > most {
        return "it held \(state.memory >> 20) MiB, more than its limit of \(most >> 20) MiB"
      }
      let backlog = region.backlog
      if !backlog.isWaiting || backlog.position != state.progress.position {
        state.progress = (backlog.position, now)
        return nil
      }
      let limit = life.plan.pool.configuration.hangTime
      return now &- state.progress.since > limit ? "it left unread what it was sent for \(limit / 1_000_000) ms" : nil
    }
    if let fault { life.kill(fault) }
    tellKeptCredit()
  }

  /// The worker has written into the shared memory what cannot be.
  func ringWasBroken(_ broken: RingBroken) {
    life.kill("it has overwritten memory that it shares with the host: \(broken.reason)")
  }

  /// Ends the process because its calls do not come back; another one follows.
  package func recycle(_ reason: String) { life.kill(reason) }

  /// Registers who is told what happens to the worker; once.
  package func observe(_ observer: @escaping @Sendable (WorkerChange) -> Void) {
    life.state.withLock { $0.observer = observer }
  }

  package var status: WorkerStatus { life.status }
}
