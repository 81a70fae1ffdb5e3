internal import RoundhouseModel

/// The services of an instance that was destroyed: everything is refused, nothing is kept.
final class RetiredServices: AgentServices {
  static let shared = RetiredServices()
  private static let gone = RoundhouseError(.cancelled, "this instance was destroyed")

  let agent = ""
  let configuration = JSONDocument.emptyObject
  let replyLimit = 0

  func log(_ level: LogLevel, _ message: String, call token: UInt64) {}
  func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(RoundhouseError) { throw Self.gone }
  func stateGet(
    _ key: String, _ scope: StateScope, call token: UInt64,
    _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void
  ) throws(RoundhouseError) { throw Self.gone }
  func stateCommit(
    _ operations: [ScopedOperation], call token: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) throws(RoundhouseError) { throw Self.gone }
  func call(
    _ outgoing: OutgoingCall, parent token: UInt64,
    _ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void
  ) throws(RoundhouseError) { throw Self.gone }
  func schedule(_ work: @escaping @Sendable () -> Void) {}
  func announce(_ declaration: [UInt8]) throws(RoundhouseError) { throw Self.gone }
  func withdraw(_ capability: String) throws(RoundhouseError) { throw Self.gone }
  func misbehaved(_ what: Misbehaviour, call token: UInt64) {}
}
