internal import RoundhouseModel

/// Where entries are kept. One thread at a time uses it: the store's own.
///
/// Commits count only after `flush`: those since the last one are the group, kept or lost together.
protocol StateEngine: AnyObject {
  func value(of key: StateKey) throws(RoundhouseError) -> StateValue?
  /// Carries out all operations or none; answers with their version.
  func commit(_ operations: [StateOperation], quota: UInt64) throws(RoundhouseError) -> UInt64
  /// Bytes of keys and values of an agent, over all spaces.
  func usage(of agent: String) throws(RoundhouseError) -> UInt64
  /// Forgets an agent's state; answers with the bytes it had.
  func erase(_ agent: String) throws(RoundhouseError) -> UInt64
  /// Keys that begin with `prefix`, in the order of their bytes.
  func keys(_ agent: String, _ space: StateSpace, prefix: String, limit: Int) throws(RoundhouseError) -> [String]
  /// Whether an error took back more than the commit that met it.
  var hasLostGroup: Bool { get }
  /// Makes the group durable. After an error the group must be abandoned.
  func flush() throws(RoundhouseError)
  /// Forgets the group.
  func abandon()
}
