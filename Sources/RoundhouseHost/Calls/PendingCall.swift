internal import CPlatform
internal import RoundhouseLoading
package import RoundhouseModel
internal import Synchronization

/// A call that was not answered at once: it waits for a place, for a thread, for its agent, or for the next agent.
///
/// One slot of the call table serves all its attempts, each under a new token, so that the request is copied once.
/// The lock guards what the call is doing; agents and observers are called outside of it.
package final class PendingCall: Sendable {
  enum Phase {
    /// Looking for an agent.
    case choosing
    /// In the queue of the cell's agent.
    case queued(cell: UInt32)
    /// On its way to a host thread, with a place inside the agent.
    case submitted(cell: UInt32)
    /// With an agent.
    case inAgent(cell: UInt32, token: UInt64, since: Nanoseconds)
    case ended
  }

  enum Outcome {
    case success(cell: UInt32, token: UInt64, agentTime: Nanoseconds)
    case failure(RoundhouseError)
    case taken
  }

  /// Who gives the slot back.
  enum Holder {
    /// Whoever works on the call, once it has ended.
    case call
    /// The agent, by completing a call that was given up.
    case agent
    /// Whoever takes the answer.
    case reply
    case nobody
  }

  struct State {
    var phase = Phase.choosing
    var tried: [UInt32] = []
    var attempts = 0
    var lastError: RoundhouseError?
    var outcome: Outcome?
    /// Whether chunks have reached the caller, after which no other agent can begin anew.
    var hasDelivered = false
    var holder = Holder.call
    /// Where the call has a place while it is on its way to a host thread; also after it was given up there.
    var submittedCell: UInt32?
    /// Whether the agent still had the call at its deadline, and it was counted as stuck.
    var isStuck = false
    /// The token of the attempt that has one of the host's threads inside the agent; 0 if none has.
    var tokenInside: UInt64 = 0
    /// The token of the attempt whose thread was counted as stuck.
    var tokenStuck: UInt64 = 0
    var observer: (any CallObserver)?
    var continuation: UnsafeContinuation<Void, Never>?
  }

  let host: Host
  let options: CallOptions
  let capability: String
  let hash: NameHash
  let deadline: Nanoseconds
  let place: UInt32
  // This call's own place in the table, until it ends or is abandoned.
  nonisolated(unsafe) let slot: UnsafeMutablePointer<CallSlot>
  /// The agents and capabilities above this call, which must not be called again below it.
  let circle: [CircleLink]
  let state: Mutex<State>
  /// One of `Progress`.
  private let progress = Atomic<UInt32>(Progress.open)

  private enum Progress {
    static let open: UInt32 = 0
    static let ended: UInt32 = 1
    /// Open, and a thread sleeps for the end.
    static let awaited: UInt32 = 2
  }

  init(
    _ host: Host, _ capability: String, hash: NameHash, options: CallOptions, deadline: Nanoseconds, place: UInt32,
    circle: [CircleLink], state: State = State()
  ) {
    self.host = host
    self.capability = capability
    self.hash = hash
    self.options = options
    self.deadline = deadline
    self.place = place
    self.circle = circle
    slot = CallTable.slots + Int(place)
    self.state = Mutex(state)
  }

  deinit {
    let left = state.withLock { state in
      defer { state.outcome = .taken }
      return state.outcome
    }
    if case .success(_, let token, _) = left { freeSlot(token) }
  }

  /// Whether somebody has settled the call.
  var hasEnded: Bool { progress.load(ordering: .acquiring) == Progress.ended }

  // MARK: For the caller

  /// Registers who is told; once. If there is something to tell already, it is told before this returns.
  package func observe(_ observer: any CallObserver) {
    let isEnded = state.withLock { state in
      state.observer = observer
      return state.outcome != nil
    }
    if options.wantsChunks { observer.chunksArrived(self) }
    if isEnded { observer.callEnded(self) }
  }

  /// The answer, once, after the call has ended.
  package func takeOutcome() throws(RoundhouseError) -> Reply {
    let (outcome, attempts) = state.withLock { state in
      defer { if state.outcome != nil { state.outcome = .taken } }
      return (state.outcome, state.attempts)
    }
    switch outcome {
    case .success(let cell, let token, let agentTime):
      return Reply(
        slot, place: place, token: token, cell: cell, table: host.cellTable, agentTime: agentTime, attempts: attempts)
    case .failure(let error): throw error
    case .taken, nil:
      throw RoundhouseError(.internal, "the call's outcome was taken before it ended, or twice")
    }
  }

  /// Hands out the chunks that have come so far, each once, in order. One reader at a time.
  package func takeChunks(_ use: (UnsafeRawBufferPointer) -> Void) {
    var current: (cell: UInt32, token: UInt64) = (0, 0)
    // Under the lock, so that no other agent begins anew after chunks of this one have been taken.
    let taken: TakenChunks? = state.withLock { state in
      if case .success(let cell, let token, _) = state.outcome {
        current = (cell, token)
      } else if case .inAgent(let cell, let token, _) = state.phase {
        current = (cell, token)
      } else {
        return nil
      }
      let taken = slot.takeChunks(current.token)
      if taken != nil { state.hasDelivered = true }
      return taken
    }
    guard let taken else { return }
    taken.forEach(use)
    if taken.wantsResume { host.resume(current.cell, token: current.token) }
  }

  /// Nobody wants the answer any more.
  package func cancel() {
    giveUp(RoundhouseError(.cancelled, "the caller gave up", capability: capability, hasStarted: true))
  }

  /// Blocks this thread until the call has ended. Own threads only; the deadline ends it at the latest.
  package func wait() throws(RoundhouseError) -> Reply {
    _ = progress.compareExchange(
      expected: Progress.open, desired: Progress.awaited, ordering: .acquiringAndReleasing)
    while !hasEnded {
      withUnsafePointer(to: progress) { _ = platform_futex_wait($0, Progress.awaited, 0) }
    }
    return try takeOutcome()
  }

  /// Suspends until the call has ended. Cancelling the task cancels the call.
  package func outcome() async throws(RoundhouseError) -> Reply {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let isEnded = state.withLock { state in
          if state.outcome == nil { state.continuation = continuation }
          return state.outcome != nil
        }
        if isEnded { continuation.resume() }
      }
    } onCancel: {
      cancel()
    }
    return try takeOutcome()
  }

  // MARK: Ending

  /// Settles the call if nobody has yet, and tells whoever waits. Any thread, no lock held.
  /// - Returns: false if it was settled before.
  @discardableResult
  func end(_ outcome: Outcome) -> Bool {
    var isOwed = false
    let waiting: (observer: (any CallObserver)?, continuation: UnsafeContinuation<Void, Never>?)? =
      state.withLock { state in
        guard state.outcome == nil else { return nil }
        state.outcome = outcome
        state.phase = .ended
        if case .success = outcome { state.holder = .reply }
        isOwed = state.holder == .agent
        defer { state.continuation = nil }
        return (state.observer, state.continuation)
      }
    guard let waiting else { return false }
    // Before it is removed: `Deadlines.add` looks at it.
    let isAwaited = progress.exchange(Progress.ended, ordering: .acquiringAndReleasing) == Progress.awaited
    // A call that the agent still owes stays watched: at its deadline it is stuck.
    if !isOwed { host.deadlines.remove(self, at: Int(place)) }
    if isAwaited { withUnsafePointer(to: progress) { platform_futex_wake($0, .max) } }
    waiting.continuation?.resume()
    waiting.observer?.callEnded(self)
    return true
  }

  func freeSlot(_ token: UInt64) {
    slot.release(token)
    ThreadRecord.givePlaceAnywhere(place)
  }
}
