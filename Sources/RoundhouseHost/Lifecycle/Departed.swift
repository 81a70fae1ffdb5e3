internal import RoundhouseModel
internal import Synchronization

/// Agents that were destroyed, for a moment more: the thread that brought the last call may still be on its way out of the
/// instance, which it entered by a pointer that nobody counts.
final class Departed: Sendable {
  private static let patience: Nanoseconds = .seconds(2)

  private let agents = Mutex<[(due: Nanoseconds, agent: AgentRecord)]>([])

  func add(_ agent: AgentRecord, now: Nanoseconds) {
    agents.withLock { $0.append((now &+ Departed.patience, agent)) }
  }

  /// Lets go of those that left long enough ago, with all that they hold.
  func letGo(_ now: Nanoseconds) {
    let gone = agents.withLock { agents in
      let gone = agents.filter { $0.due <= now }
      if !gone.isEmpty { agents.removeAll { $0.due <= now } }
      return gone
    }
    for (_, agent) in gone { agent.services.withLock { $0.take() }?.detach() }
  }
}
