// SPDX-License-Identifier: Apache-2.0

/// A failure, as the caller will read it, or as the host or another agent told it.
public struct AgentError: Error, Sendable, Equatable {
  public var status: Status
  /// What is wrong and what to do next, for people.
  public var message: String
  /// The agent's own word for it, for programs: `sold_out`.
  public var agentCode: String
  /// Whether the same request may succeed later or elsewhere.
  public var isRetryable: Bool
  /// Whether nothing was done yet, so that another agent may be tried even where repeating is not safe.
  public var isNotStarted: Bool

  public init(
    _ status: Status, _ message: String, agentCode: String = "", isRetryable: Bool = false, isNotStarted: Bool = false
  ) {
    self.status = status
    self.message = message
    self.agentCode = agentCode
    self.isRetryable = isRetryable
    self.isNotStarted = isNotStarted
  }
}

extension AgentError: CustomStringConvertible {
  public var description: String {
    agentCode.isEmpty ? "\(status): \(message)" : "\(status) (\(agentCode)): \(message)"
  }
}

extension AgentError {
  /// Any error in the form in which it crosses to the host.
  init(describing error: any Error) {
    switch error {
    case let error as AgentError: self = error
    case is CancellationError: self.init(.cancelled, "the call was cancelled")
    default: self.init(.agentError, String(describing: error))
    }
  }
}
