internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// Looks after the host ten times a second: health checks, statistics, the retry budget, the tick's length, and calls
/// that hold a thread.
enum Caretaker {
  private static let interval: UInt32 = 100_000  // microseconds

  /// - Returns: false if the system gave no thread.
  static func start(for host: Host) -> Bool {
    OwnThread.start("rh-caretaker") { [weak host] in
      var last = platform_now()
      var calls: UInt64 = 0
      while let host, !host.isStopped.load(ordering: .acquiring) {
        let now = platform_now()
        platform_calibrate_ticks()
        host.shares.fold()
        let all = host.book.calls
        host.retries.earn(calls: all &- calls, elapsed: now &- last)
        (calls, last) = (all, now)
        watchInlineCalls(host, now)
        checkHealth(host, host.clock.now)
        host.compareGenerations()
        host.departed.letGo(platform_now())
        release(host)
      }
    }
  }

  /// Sleeps without keeping the host alive.
  private static func release(_ host: consuming Host) {
    _ = consume host
    usleep(interval)
  }

  private static func watchInlineCalls(_ host: Host, _ now: Nanoseconds) {
    for share in host.shares.all {
      let since = share.words.pointee.inlineSince.load(ordering: .relaxed)
      guard since != 0, now > since, now - since > host.configuration.inlineAlarm else { continue }
      let isHeld = share.watch.withLock { watch in
        watch.look(
          since: since, cpu: platform_thread_cpu_of(share.thread),
          isWaiting: platform_thread_state(share.thread) != CChar(UInt8(ascii: "R")))
      }
      guard isHeld else { continue }
      let cell = CallWord.cell(in: share.words.pointee.inlineCall.load(ordering: .relaxed))
      guard let agent = host.registry.owner(of: cell) else { continue }
      if agent.worker != nil { continue }
      host.makeBlocking(agent, "has held its caller's thread for \((now - since) / 1_000_000) ms and still does")
      host.surroundings.listenerIsHeld()
    }
  }

  private static func checkHealth(_ host: Host, _ now: Nanoseconds) {
    for agent in host.registry.reporting {
      let (isDue, isOverdue) = agent.core.withLock { core in
        guard now >= core.nextCheck else { return (false, false) }
        core.nextCheck = now &+ agent.manifest.health.interval
        defer { core.isBeingChecked = true }
        return (!core.isBeingChecked, core.isBeingChecked && now > core.checkLimit)
      }
      if isDue { check(agent, host) }
      if isOverdue {
        note(HealthReport(state: .unhealthy, message: "its health check does not come back"), agent, host)
      }
    }
  }

  /// Asks the agent on a host thread; one that does not answer in time is unhealthy.
  private static func check(_ agent: AgentRecord, _ host: Host) {
    // The clock, because a check that hangs must not keep the host alive.
    host.onTurn(of: agent) { [weak host, clock = host.clock] in
      // From here on: a serial agent may have been busy with a call until now.
      let limit = clock.now &+ agent.manifest.health.timeout
      agent.core.withLock { $0.checkLimit = limit }
      var report: HealthReport?
      agent.visit { report = agent.instance.checkHealth() }
      let isLate = clock.now > limit
      agent.core.withLock { core in
        core.isBeingChecked = false
        core.checkLimit = .max
      }
      guard let host, let report else { return }
      note(
        isLate ? HealthReport(state: .unhealthy, message: "its health check took too long") : report, agent, host)
    }
  }

  private static func note(_ report: HealthReport, _ agent: AgentRecord, _ host: Host) {
    let change = agent.update(wallClock: host.clock.wallClock) { $0.health.reported(report) }
    host.tell(agent, change)
  }
}
