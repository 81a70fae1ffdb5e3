/// Key-value state of agents: durable, private to each agent.
package protocol StateStoring: Sendable {
  /// Reads one key; nil if there is none. The call-back runs on the store's own thread and must not block it. Only a
  /// refusal, `overloaded` or `unreachable`, is told on the caller's thread before this returns; so it is for `commit`.
  func get(_ key: StateKey, _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void)
  /// Carries out all operations or none, and answers with the new version when they are durable.
  /// - Parameter quota: bytes of state that the agent may have in all.
  func commit(
    _ operations: [StateOperation], quota: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void)
}

/// Names one value: whose, in which space, under which key.
package struct StateKey: Sendable, Hashable {
  package var agent: String
  package var space: StateSpace
  package var key: String

  package init(agent: String, space: StateSpace, key: String) {
    self.agent = agent
    self.space = space
    self.key = key
  }
}

/// How an agent's state is divided.
package enum StateSpace: Sendable, Hashable {
  case agent
  case principal(String)
  case session(String)
}

package struct StateValue: Sendable, Equatable {
  package var bytes: [UInt8]
  /// Begins at 1.
  package var version: UInt64

  package init(bytes: [UInt8], version: UInt64) {
    self.bytes = bytes
    self.version = version
  }
}

package struct StateOperation: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case put([UInt8])
    case delete
    /// Changes nothing, only compares the version.
    case check
  }

  package var key: StateKey
  package var kind: Kind
  /// nil: do not compare; 0: the key must not exist.
  package var expectedVersion: UInt64?

  package init(key: StateKey, kind: Kind, expectedVersion: UInt64?) {
    self.key = key
    self.kind = kind
    self.expectedVersion = expectedVersion
  }
}
