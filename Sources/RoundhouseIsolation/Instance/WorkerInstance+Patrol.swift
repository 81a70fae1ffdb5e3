internal import CPlatform
internal import RoundhouseLoading
package import RoundhouseModel
internal import Synchronization

// Watching over a process that lives.
extension WorkerInstance {
  /// Looks whether the worker reads what it is sent, and what it holds. On the loop's thread, ten times a second.
  func patrol(_ now: Nanoseconds) {
    let fault: String? = life.state.withLock { state in
      guard state.phase == .running, let region = state.region, let process = state.process else { return nil }
      let sample = ProcessSample.read(process.process.id)
      state.memory = sample?.memory ?? 0
      let most = life.plan.sandbox.memory
      if most > 0, state.memory > most {
        return "it held \(state.memory >> 20) MiB, more than its limit of \(most >> 20) MiB"
      }
      let (backlog, limit) = (region.backlog, life.plan.pool.configuration.hangTime)
      let hangs = state.reading.hangs(
        isWaiting: backlog.isWaiting, position: backlog.position, cpu: sample?.cpu ?? 0, limit: limit, now: now
      ) { ProcessSample.isRunnable(process.process.id) }
      return hangs ? "it left unread what it was sent for \(limit / 1_000_000) ms" : nil
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

  package var figures: WorkerFigures { life.figures }
}
