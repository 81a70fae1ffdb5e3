package import RoundhouseModel

/// A store that operators can look into and tidy up.
package protocol StateInspecting: StateStoring {
  /// Bytes of keys and values of an agent, over all spaces.
  func usage(of agent: String, _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void)
  /// Forgets all state of an agent; answers with the bytes it had, when that is durable.
  func erase(_ agent: String, _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void)
  /// At most `limit` keys that begin with `prefix`, in the order of their bytes.
  func keys(
    of agent: String, in space: StateSpace, prefix: String, limit: Int,
    _ done: @escaping @Sendable (Result<[String], RoundhouseError>) -> Void)
  /// Takes no more requests, carries out those that wait, and returns when all call-backs have run. Blocks its thread,
  /// unless it is called from a call-back.
  func close()
}

/// A store that hands everything to a thread of its own.
protocol ThreadedStore: StateInspecting {
  var thread: StoreThread { get }
}

extension ThreadedStore {
  package func get(_ key: StateKey, _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void) {
    thread.ask(.get(key, done))
  }

  package func commit(
    _ operations: [StateOperation], quota: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) { thread.ask(.commit(operations, quota: quota, done)) }

  package func usage(of agent: String, _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void) {
    thread.ask(.usage(agent, done))
  }

  package func erase(_ agent: String, _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void) {
    thread.ask(.erase(agent, done))
  }

  package func keys(
    of agent: String, in space: StateSpace, prefix: String, limit: Int,
    _ done: @escaping @Sendable (Result<[String], RoundhouseError>) -> Void
  ) { thread.ask(.keys(agent, space, prefix: prefix, limit: limit, done)) }

  package func close() { thread.close() }
}
