internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// What follows the end of a process.
extension WorkerInstance {
  func followEnd(_ how: String) {
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

  /// The instance is over: its process goes with all calls inside, and none follows.
  package func end() {
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
}
