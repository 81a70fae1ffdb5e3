package import RoundhouseModel

/// What the host does for one instance; `HostTable` turns it into the ABI's functions.
///
/// Implemented in RoundhouseHost. Every method may be called from any thread.
package protocol AgentServices: AnyObject, Sendable {
  var agent: String { get }
  /// The agent's configuration: the text of a JSON object. Lives as long as the instance.
  var configuration: JSONDocument { get }
  /// Bytes that one answer may have.
  var replyLimit: Int { get }
  func log(_ level: LogLevel, _ message: String, call token: UInt64)
  func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(RoundhouseError)
  func stateGet(
    _ key: String, _ scope: StateScope, call token: UInt64,
    _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void) throws(RoundhouseError)
  func stateCommit(
    _ operations: [ScopedOperation], call token: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void) throws(RoundhouseError)
  func call(
    _ outgoing: OutgoingCall, parent token: UInt64,
    _ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void) throws(RoundhouseError)
  /// Runs a call-back of the agent on a host-owned thread, one after another for a serial agent.
  func schedule(_ work: @escaping @Sendable () -> Void)
  func announce(_ declaration: [UInt8]) throws(RoundhouseError)
  func withdraw(_ capability: String) throws(RoundhouseError)
  /// Records that the agent broke a rule of the ABI.
  func misbehaved(_ what: Misbehaviour, call token: UInt64)
}

/// The scopes of the ABI, before the call has told which principal or session.
package enum StateScope: Int32, Sendable { case agent, principal, session }

/// One operation of `kv_commit` as the agent gave it.
package struct ScopedOperation: Sendable {
  package var scope: StateScope
  package var key: String
  package var kind: StateOperation.Kind
  package var expectedVersion: UInt64?

  package init(scope: StateScope, key: String, kind: StateOperation.Kind, expectedVersion: UInt64?) {
    self.scope = scope
    self.key = key
    self.kind = kind
    self.expectedVersion = expectedVersion
  }
}

/// A call from an agent to another capability, copied out of the ABI's struct.
package struct OutgoingCall: Sendable {
  package var capability: String
  package var version: UInt32
  package var payload: [UInt8]
  package var contentType: String
  package var timeout: Nanoseconds
  package var agent: String
  package var idempotencyKey: String

  package init(
    capability: String, version: UInt32, payload: [UInt8], contentType: String, timeout: Nanoseconds, agent: String,
    idempotencyKey: String
  ) {
    self.capability = capability
    self.version = version
    self.payload = payload
    self.contentType = contentType
    self.timeout = timeout
    self.agent = agent
    self.idempotencyKey = idempotencyKey
  }
}

/// The ways in which an agent can break the rules of `roundhouse.h` without ending the process.
package enum Misbehaviour: String, Sendable {
  case doubleCompletion = "completed a call that was complete already"
  case foreignCompletion = "completed a call that is another agent's"
  case unknownCall = "used a token that was never given out"
  case emitAfterCompletion = "emitted a chunk after the call's completion"
  case replyTooLarge = "answered with more bytes than its limits allow"
  case wrongSize = "gave a struct whose size or length cannot be right"
  case invalidText = "gave text that is not UTF-8"
  case completedAfterError = "completed a call for which invoke had returned an error"
  case heldInline = "held the caller's thread although declared non-blocking"
  case waitedOutsideBlocking = "called a waiting function although declared non-blocking"
}
