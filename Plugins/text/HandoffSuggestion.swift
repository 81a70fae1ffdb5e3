// SPDX-License-Identifier: Apache-2.0

/// Who should go on, in an agent's opinion: part of the output of `chat`.
public struct HandoffSuggestion: Encodable, Sendable {
  public let to: String
  public let reason: String

  public init(to agent: String, _ reason: String) {
    to = agent
    self.reason = reason
  }
}
