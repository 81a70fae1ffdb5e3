// SPDX-License-Identifier: Apache-2.0

/// What the host does for an agent; may be kept and used from any task until the agent is gone.
public struct HostServices: Sendable {
  let link: HostLink

  /// The agent's id in its manifest. Several agents may share one library.
  public var agentID: String { link.agentID }
  /// The agent's version in its manifest.
  public var agentVersion: String { link.agentVersion }
  /// The absolute path of the folder that holds the manifest.
  public var folder: String { link.folder }
  /// How many calls at most are open at once.
  public var concurrency: Int { link.concurrency }

  /// The agent's configuration: the text of one JSON object.
  public var configuration: [UInt8] { link.configuration }

  /// The JSON text at a JSON Pointer (`/limits/daily`) into the configuration; nil if nothing stands there.
  public func configuration(at pointer: String) -> [UInt8]? { link.configuration(at: pointer) }

  /// The agent's durable state. Only the scope `agent` is open here: the others need a call.
  public var state: State { State(link: link, token: HostLink.noCall) }

  /// Nanoseconds on the monotonic clock on which deadlines are told.
  public var now: UInt64 { link.now }
  /// Nanoseconds since 1970.
  public var wallClock: Int64 { link.wallClock }

  /// Writes one line for the operator.
  public func log(_ level: LogLevel, _ message: String) { link.log(level, message, token: HostLink.noCall) }

  /// Counts or measures something; `name` is dotted lower case: `tickets.sold`. At most 64 names.
  public func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(AgentError) {
    try link.metric(kind, name, value)
  }

  /// Asks another capability outside any call; without a timeout it takes at most 30 s.
  ///
  /// The manifest's `permissions.call` must allow it. Throws the other agent's ``AgentError``.
  public func ask(_ capability: String, _ payload: [UInt8], _ options: AskOptions = AskOptions()) async throws -> Reply
  {
    try await link.ask(capability, payload, options, parent: HostLink.noCall)
  }

  /// Offers one more capability, within `permissions.announce`. `declaration` is as in the manifest's `capabilities`.
  public func announce(_ declaration: String) throws(AgentError) { try link.announce(declaration) }

  /// Takes back what was announced; calls in flight go on.
  public func withdraw(_ capability: String) throws(AgentError) { try link.withdraw(capability) }
}
