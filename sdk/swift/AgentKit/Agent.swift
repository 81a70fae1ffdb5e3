// SPDX-License-Identifier: Apache-2.0

/// One agent: made once by the host, then asked by many callers at once.
///
/// The whole of an agent is one function:
/// ```swift
/// import AgentKit
///
/// struct Echo: StatelessAgent {
///   func respond(to call: Call) async throws -> Reply { Reply(call.payload) }
/// }
///
/// @c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Echo.self) }
/// ```
/// Its manifest says `"blocking": false`: a call becomes a Swift task, and the host gets its thread back at once.
public protocol Agent: Sendable {
  /// Makes the agent before its first call; an error's text is what the operator reads.
  init(_ host: HostServices) throws

  /// Answers one call.
  ///
  /// It may suspend, stream with ``Call/emit(_:)`` and ask other capabilities, but must not block its thread. The task
  /// is cancelled at the deadline or when the caller has gone. An ``AgentError`` reaches the caller as it is; any other
  /// error as `agent_error` with its description.
  func respond(to call: Call) async throws -> Reply

  /// Says how the agent is; asked at the manifest's health interval and expected to return at once.
  func health() -> AgentHealth

  /// Ends what the agent has begun by itself; no further calls will come. `deadline` is as in ``Call/deadline``.
  ///
  /// The host's thread waits for it. In a `serial` agent the host's answers wait for it too: do not await them here.
  func drain(until deadline: UInt64) async
}

extension Agent {
  /// Always healthy.
  public func health() -> AgentHealth { .healthy }

  /// Nothing to end.
  public func drain(until deadline: UInt64) async {}
}

/// An agent that needs nothing of the host to be made: what it needs comes with each call.
public protocol StatelessAgent: Agent {
  init()
}

extension StatelessAgent {
  public init(_ host: HostServices) throws { self.init() }
}
