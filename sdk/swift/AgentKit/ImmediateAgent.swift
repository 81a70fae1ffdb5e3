// SPDX-License-Identifier: Apache-2.0

/// An agent with answers so cheap that they need no task: they are given on the host's own thread, before its call returns.
///
/// Choose it for work of microseconds. Whatever waits, streams or asks others belongs in ``Agent/respond(to:)``, for
/// which ``answer(_:)`` makes room by returning nil.
public protocol ImmediateAgent: Agent {
  /// Answers within microseconds, or returns nil to have the call answered by ``Agent/respond(to:)``.
  ///
  /// The host waits on its own thread meanwhile, and calls an agent that takes over 5 ms on slower threads from then on.
  func answer(_ call: borrowing ImmediateCall) throws -> Reply?
}

extension ImmediateAgent {
  /// Refuses what was not answered at once.
  public func respond(to call: Call) async throws -> Reply {
    throw AgentError(.unknownCapability, "this agent does not offer \(call.capability); look at its manifest")
  }
}
