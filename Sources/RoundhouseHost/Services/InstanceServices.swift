internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// What the host does for one instance: the functions of `rh_host` with permissions, limits and the call's identity.
final class InstanceServices: AgentServices {
  let agent: String
  let configuration: JSONDocument
  let replyLimit: Int
  let bundle: AgentBundle
  /// The host outlives its instances; held weakly because it owns them.
  weak let host: Host?
  let standing = Mutex(Standing.creating([]))
  let rules: AnnouncementRules
  let calls: ServiceBudget
  let stateRequests: ServiceBudget

  enum Standing {
    /// Before the instance is registered as anybody, with what it has announced so far.
    case creating([Capability])
    case attached(AgentRecord)
  }

  init(_ bundle: AgentBundle, host: Host) throws(RoundhouseError) {
    agent = bundle.manifest.id
    self.bundle = bundle
    self.host = host
    rules = AnnouncementRules(bundle, host.configuration)
    calls = ServiceBudget(host.configuration.callsAtOnce, of: "calls to others")
    stateRequests = ServiceBudget(host.configuration.stateRequestsAtOnce, of: "requests for state")
    replyLimit = Int(clamping: bundle.manifest.limits.reply)
    // Most agents have none, and all of those share one.
    guard bundle.config != JSONDocument.emptyObject.bytes else {
      configuration = .emptyObject
      return
    }
    do throws(JSONError) {
      configuration = try JSONDocument(parsing: bundle.config)
    } catch {
      throw RoundhouseError(
        .invalidManifest, "the agent's configuration is not JSON: \(error.message)", remedy: "mend config",
        agent: bundle.manifest.id, path: bundle.manifestPath)
    }
  }

  /// Who the instance is registered as; before that it can do all but misbehave.
  var record: AgentRecord? {
    standing.withLock { standing in
      guard case .attached(let record) = standing else { return nil }
      return record
    }
  }

  func log(_ level: LogLevel, _ message: String, call token: UInt64) {
    guard let host else { return }
    var fields = LogFields(agent: agent)
    if let call = context(of: token) {
      fields.capability = call.capability
      fields.traceHigh = call.traceHigh
      fields.traceLow = call.traceLow
    }
    host.log.log(level, message, fields)
  }

  /// What one of this instance's own calls was asked with; nil for no call, for one that is over, and for others'.
  func context(of token: UInt64) -> CallContext? {
    guard token != 0, let call = CallTable.context(of: token), call.instance == record?.instance.number else {
      return nil
    }
    return call
  }

  func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(RoundhouseError) {
    try host?.surroundings.metrics.record(kind, name, value, agent: agent)
  }

  func schedule(_ work: @escaping @Sendable () -> Void) {
    guard let host else { return }
    guard let record else { return host.threads.submit(work) }
    host.onTurn(of: record) { record.visit(work) }
  }

  func misbehaved(_ what: Misbehaviour, call token: UInt64) {
    guard let host, let record else { return }
    host.misbehaved(record, what)
  }
}
