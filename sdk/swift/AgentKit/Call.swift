// SPDX-License-Identifier: Apache-2.0

/// One request, with a copy of all it says, and the way back to the one who asks.
public struct Call: Sendable {
  /// Dotted lower case: `text.summarize`.
  public let capability: String
  /// The capability's major version.
  public let version: UInt32
  public let payload: [UInt8]
  public let contentType: String
  /// Nanoseconds on the clock of ``HostServices/now``. The host answers the caller then, whatever the agent does.
  public let deadline: UInt64
  /// The same key means the same work; empty if none.
  public let idempotencyKey: String
  /// The agent or application that asks.
  public let caller: String
  /// On whose behalf.
  public let principal: String
  /// The conversation; empty if none.
  public let session: String
  /// The run's step that asks; empty if none.
  public let runKey: String
  public let trace: Trace
  /// Whether the caller reads chunks as they come; if not, the host joins them.
  public let wantsChunks: Bool
  /// How many calls stand above this one.
  public let depth: UInt32
  let cell: CallCell

  /// The services of the host, for what does not concern this call alone.
  public var host: HostServices { HostServices(link: cell.link) }

  /// The agent's durable state, with this call's principal and session for the scopes of those names.
  public var state: State { State(link: cell.link, token: cell.token) }

  /// Whether the deadline has passed or the caller has gone. Cheap: ask often in long computations.
  public var isCancelled: Bool { cell.link.isCancelled(cell.token) }

  /// What is left until the deadline; zero once it has passed.
  public var timeLeft: Duration {
    let now = cell.link.now
    return now < deadline ? .nanoseconds(Int64(clamping: deadline - now)) : .zero
  }

  /// Adds a chunk to the answer, waiting while the caller reads more slowly than the agent writes.
  ///
  /// Throws `CancellationError` once nobody listens any more.
  public func emit(_ bytes: [UInt8]) async throws { try await cell.emit(bytes) }

  /// Adds a chunk of text to the answer, as ``emit(_:)-([UInt8])`` does.
  public func emit(_ text: String) async throws { try await cell.emit(Array(text.utf8)) }

  /// Asks another capability; deadline, trace, principal and session are those of this call.
  ///
  /// The manifest's `permissions.call` must allow it. Throws the other agent's ``AgentError``.
  public func ask(_ capability: String, _ payload: [UInt8], _ options: AskOptions = AskOptions()) async throws -> Reply
  {
    try await cell.link.ask(capability, payload, options, parent: cell.token)
  }

  /// Writes one line for the operator, marked with this call.
  public func log(_ level: LogLevel, _ message: String) { cell.link.log(level, message, token: cell.token) }
}
