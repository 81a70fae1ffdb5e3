internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// The start of a process.
extension WorkerInstance {
  /// Starts a process and waits until it has created the agent.
  func start() throws(RoundhouseError) {
    let deadline = platform_now() &+ life.plan.startTimeout
    let process = try life.plan.pool.launcher.take(for: life.plan.sandbox, until: deadline)
    do throws(RoundhouseError) {
      let gaps = life.plan.gaps + process.process.gaps
      if life.plan.sandbox.isStrict { try Sandbox.refuse(gaps, life.plan.sandbox) }
      try join(process)
      var ready = try report(of: process, until: deadline)
      ready.gaps += gaps.map(\.description)
      let (isOver, told) = life.state.withLock { state in
        let told = state.ready.gaps
        if state.phase == .over { return (true, told) }
        state.ready = ready
        state.phase = .running
        state.reading = ReadingWatch(since: platform_now())
        return (false, told)
      }
      // Once of an instance: the processes that follow its first mostly lack the same.
      for gap in ready.gaps where !told.contains(gap) {
        services.log(.warning, "not enforced of its sandbox: \(gap)", call: 0)
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
}
