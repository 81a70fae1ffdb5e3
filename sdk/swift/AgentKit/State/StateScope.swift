// SPDX-License-Identifier: Apache-2.0

/// How an agent's state is divided.
public enum StateScope: Int32, Sendable, Hashable, CaseIterable {
  /// One space for the agent.
  case agent
  /// One for each principal of its calls.
  case principal
  /// One for each session of its calls; ``Status/badRequest`` in a call without a session.
  case session
}
