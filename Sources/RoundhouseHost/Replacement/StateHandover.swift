internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// Work inside an agent that may never come back, on a thread of its own.
///
/// Saving and loading are the agent's own code; whoever replaces it waits no longer than the limit.
final class StateHandover: Sendable {
  private let result = Mutex<Result<[UInt8], RoundhouseError>?>(nil)

  /// Drains an agent and takes its state. No call is inside it.
  /// - Parameter turn: how to run something in a serial agent's turn.
  static func save(
    _ agent: AgentRecord, until deadline: Nanoseconds, _ turn: @escaping @Sendable (() -> Void) -> Void
  ) throws(RoundhouseError) -> [UInt8] {
    try run("rh-save", agent, until: deadline, turn) { () throws(RoundhouseError) in
      if !agent.isDrained.exchange(true, ordering: .acquiringAndReleasing) { agent.instance.drain(until: deadline) }
      return try agent.instance.saveState(limit: Int(clamping: agent.manifest.limits.state))
    }
  }

  /// Gives an agent the state of the generation before, before its first call.
  static func load(
    _ state: [UInt8], into agent: AgentRecord, until deadline: Nanoseconds
  ) throws(RoundhouseError) {
    _ = try run("rh-load", agent, until: deadline, { $0() }) { () throws(RoundhouseError) in
      try agent.instance.loadState(state)
      return []
    }
  }

  private static func run(
    _ name: String, _ agent: AgentRecord, until deadline: Nanoseconds,
    _ turn: @escaping @Sendable (() -> Void) -> Void,
    _ body: @escaping @Sendable () throws(RoundhouseError) -> [UInt8]
  ) throws(RoundhouseError) -> [UInt8] {
    let handover = StateHandover()
    let cameBack = OwnThread.run(name, until: deadline) {
      turn { agent.visit { handover.note(body) } }
    }
    switch cameBack ? handover.result.withLock({ $0 }) : nil {
    case .success(let state): return state
    case .failure(let error): throw error
    case nil:
      throw RoundhouseError(
        .deadlineExceeded, "the agent did not hand its state over in time",
        remedy: "make drain, save and load faster", agent: agent.id)
    }
  }

  private func note(_ body: () throws(RoundhouseError) -> [UInt8]) {
    do throws(RoundhouseError) {
      let state = try body()
      result.withLock { $0 = .success(state) }
    } catch {
      result.withLock { $0 = .failure(error) }
    }
  }
}
