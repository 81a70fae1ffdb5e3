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

  /// Offers one more capability, from `init` on and from any task; requests find it when this returns.
  ///
  /// What is announced in `init` becomes routable with the agent itself, so a replacement that announces there leaves no
  /// gap. Announcing the very same again does nothing. One of the manifest's `permissions.announce` must cover the name,
  /// and an agent has at most 256 announced capabilities at once, 4096 different ones in its life. Throws
  /// ``Status/permissionDenied``, ``Status/conflict`` if it offers the name and version in another way already,
  /// ``Status/overloaded`` beyond those figures, ``Status/badRequest`` if the declaration makes no sense, and
  /// ``Status/cancelled`` when the agent is being taken away. The host's log says more.
  public func announce(_ capability: CapabilityDeclaration) throws(AgentError) {
    try announce(capability.json, capability.name)
  }

  /// The same with the text of one JSON object as in the manifest's `capabilities`.
  public func announce(_ declaration: String) throws(AgentError) { try announce(declaration, "a capability") }

  /// Takes back what was announced: all versions of `name`, or one as `name@2`.
  ///
  /// Calls in flight go on, also those that wait for a place. Throws ``Status/unknownCapability`` for what was not
  /// announced, and ``Status/permissionDenied`` for what the manifest declares, which stays.
  public func withdraw(_ capability: String) throws(AgentError) { try link.withdraw(capability) }

  private func announce(_ declaration: String, _ name: String) throws(AgentError) {
    try link.announce(declaration, name)
  }
}
