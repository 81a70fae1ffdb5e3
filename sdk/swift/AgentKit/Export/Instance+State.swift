// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

// Handing the state over. The host's threads wait here, which it bounds itself, mostly more closely.
extension Instance {
  /// A minute, in nanoseconds.
  private static let stateLimit: UInt64 = 60_000_000_000

  /// `save`: the agent's state goes to the host in one chunk, which `write` copies.
  func save(
    _ writer: UnsafeMutableRawPointer?, _ write: @convention(c) (UnsafeMutableRawPointer?, rh_bytes) -> rh_status
  ) -> rh_status {
    awaited("saveState") { agent in
      try await agent.saveState()
    } use: { state in
      state.withUnsafeBytes { write(writer, rh_bytes($0)) }
    }
  }

  /// `load`: the bytes are copied before the agent sees them.
  func load(_ bytes: rh_bytes) -> rh_status {
    let state = [UInt8](bytes)
    return awaited("loadState") { agent in
      try await agent.loadState(state)
      return []
    } use: { _ in
      RH_OK
    }
  }

  private func awaited(
    _ name: String, _ body: @escaping @Sendable (any StatefulAgent) async throws -> [UInt8],
    use: ([UInt8]) -> rh_status
  ) -> rh_status {
    guard let agent = openAgent as? any StatefulAgent else { return RH_UNSUPPORTED }
    let box = OutcomeBox()
    let task = start {
      do { box.fill(.success(try await body(agent))) } catch { box.fill(.failure(AgentError(describing: error))) }
    }
    if !holdThread(until: link.now &+ Self.stateLimit, { box.isFull }) {
      task.cancel()
      return RH_DEADLINE_EXCEEDED
    }
    switch box.outcome {
    case .success(let state): return use(state)
    case .failure(let error):
      link.log(.error, "\(name) failed: \(error.message)", token: HostLink.noCall)
      return error.status.rawValue
    case nil: return RH_AGENT_ERROR
    }
  }
}

/// What a task hands to the thread that waits for it.
private final class OutcomeBox: Sendable {
  private let kept = Guarded<Result<[UInt8], AgentError>?>(nil)

  var outcome: Result<[UInt8], AgentError>? { kept.withLock { $0 } }
  var isFull: Bool { kept.withLock { $0 != nil } }

  func fill(_ outcome: Result<[UInt8], AgentError>) { kept.withLock { $0 = outcome } }
}
