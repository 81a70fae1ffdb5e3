internal import RoundhouseLoading
internal import RoundhouseModel

// Key-value state: the agent's scopes become the store's spaces.
extension InstanceServices {
  func stateGet(
    _ key: String, _ scope: StateScope, call token: UInt64,
    _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    guard let host else { throw InstanceServices.gone }
    let spaces = Spaces(context: context(of: token))
    let place = StateKey(agent: agent, space: try spaces.space(scope), key: key)
    try stateRequests.spend(done) { (done) throws(RoundhouseError) in host.surroundings.state.get(place, done) }
  }

  func stateCommit(
    _ operations: [ScopedOperation], call token: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    guard let host else { throw InstanceServices.gone }
    let spaces = Spaces(context: context(of: token))
    var full: [StateOperation] = []
    for operation in operations {
      let key = StateKey(agent: agent, space: try spaces.space(operation.scope), key: operation.key)
      full.append(StateOperation(key: key, kind: operation.kind, expectedVersion: operation.expectedVersion))
    }
    try stateRequests.spend(done) { [full] (done) throws(RoundhouseError) in
      host.surroundings.state.commit(full, quota: bundle.manifest.limits.state, done)
    }
  }

  static let gone = RoundhouseError(.cancelled, "the host has gone")

  /// The spaces that one call may reach.
  private struct Spaces {
    let context: CallContext?

    func space(_ scope: StateScope) throws(RoundhouseError) -> StateSpace {
      switch scope {
      case .agent: return .agent
      case .principal:
        guard let context else { throw missing("principal") }
        return .principal(context.principal)
      case .session:
        guard let context, !context.session.isEmpty else { throw missing("session") }
        return .session(context.session)
      }
    }

    private func missing(_ what: String) -> RoundhouseError {
      RoundhouseError(
        .badRequest, "this call has no \(what), so it has no state of that scope",
        remedy: "pass the call's token, and have the caller name a \(what)")
    }
  }
}
