internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// What a host does for one instance, in memory and on one thread, so that all else in the process is the agent's.
final class RecordingServices: AgentServices {
  let agent: String
  let configuration: JSONDocument
  let replyLimit: Int
  private let thread = CallbackThread()
  private let state = Mutex<[String: StateValue]>([:])
  private let misdeeds = Mutex<[Misbehaviour]>([])

  init(_ bundle: AgentBundle) throws(RoundhouseError) {
    agent = bundle.manifest.id
    replyLimit = Int(clamping: bundle.manifest.limits.reply)
    do throws(JSONError) { configuration = try JSONDocument(parsing: bundle.config) } catch {
      throw RoundhouseError(.invalidManifest, "its configuration is not JSON: \(error)", path: bundle.manifestPath)
    }
  }

  /// Forgets what the agent has stored, which is not memory of its own.
  func forgetState() { state.withLock { $0 = [:] } }

  func log(_ level: LogLevel, _ message: String, call token: UInt64) {}
  func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(RoundhouseError) {}

  func stateGet(
    _ key: String, _ scope: StateScope, call token: UInt64,
    _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    let name = try Self.name(scope, key)
    try submit { [self] in done(.success(state.withLock { $0[name] })) }
  }

  func stateCommit(
    _ operations: [ScopedOperation], call token: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    for operation in operations { _ = try Self.name(operation.scope, operation.key) }
    try submit { [self] in done(commit(operations)) }
  }

  private func commit(_ operations: [ScopedOperation]) -> Result<UInt64, RoundhouseError> {
    state.withLock { state in
      let names = operations.map { "\($0.scope) \($0.key)" }
      for (operation, name) in zip(operations, names) {
        guard let expected = operation.expectedVersion, expected != state[name]?.version ?? 0 else { continue }
        return .failure(RoundhouseError(.conflict, "\(operation.key) has another version"))
      }
      let version = platform_now()
      for (operation, name) in zip(operations, names) {
        switch operation.kind {
        case .put(let bytes): state[name] = StateValue(bytes: bytes, version: version)
        case .delete: state[name] = nil
        case .check: break
        }
      }
      return .success(version)
    }
  }

  private static func name(_ scope: StateScope, _ key: String) throws(RoundhouseError) -> String {
    guard scope != .session else { throw RoundhouseError(.badRequest, "this call has no session") }
    return "\(scope) \(key)"
  }

  private func submit(_ body: @escaping @Sendable () -> Void) throws(RoundhouseError) {
    guard thread.submit(body) else { throw RoundhouseError(.overloaded, "too many call-backs are waiting") }
  }

  func call(
    _ outgoing: OutgoingCall, parent token: UInt64,
    _ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    throw RoundhouseError(.unknownCapability, "nobody offers \(outgoing.capability) here")
  }

  func schedule(_ work: @escaping @Sendable () -> Void) { _ = thread.submit(work) }
  func announce(_ declaration: [UInt8]) throws(RoundhouseError) {}
  func withdraw(_ capability: String) throws(RoundhouseError) {}
  func misbehaved(_ what: Misbehaviour, call token: UInt64) { misdeeds.withLock { $0.append(what) } }
}
