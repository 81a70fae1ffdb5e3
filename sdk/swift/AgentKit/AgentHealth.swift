// SPDX-License-Identifier: Apache-2.0

/// How an agent is, in its own words.
public enum AgentHealth: Sendable, Equatable {
  case healthy
  /// Still answers; asked only when no healthy agent of its priority is left. The text says why.
  case degraded(String)
  /// Not asked until it recovers. The text says why.
  case unhealthy(String)
}
