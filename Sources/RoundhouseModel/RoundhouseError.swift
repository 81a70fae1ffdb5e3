/// The error of every room: what happened, to whom, why, and what to do next.
package struct RoundhouseError: Error, Sendable, Equatable {
  package var code: ErrorCode
  /// One sentence for people, without a final period.
  package var message: String
  /// What to do next, one sentence; empty if there is nothing to advise.
  package var remedy: String
  /// The deeper reason as told by a library or the system, such as `dlerror`'s text.
  package var cause: String
  package var agent: String
  package var capability: String
  /// The file or folder concerned.
  package var path: String
  /// The agent's own word for its error, such as `sold_out`.
  package var agentCode: String
  package var isRetryable: Bool
  /// Whether the agent may have begun its work. False allows another agent even where repeating is not safe.
  package var hasStarted: Bool
  /// Why each candidate was passed over, for errors of routing.
  package var rejections: [Rejection]

  package init(
    _ code: ErrorCode, _ message: String, remedy: String = "", cause: String = "", agent: String = "",
    capability: String = "", path: String = "", agentCode: String = "", isRetryable: Bool? = nil,
    hasStarted: Bool = false, rejections: [Rejection] = []
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.cause = cause
    self.agent = agent
    self.capability = capability
    self.path = path
    self.agentCode = agentCode
    self.isRetryable = isRetryable ?? code.isRetryable
    self.hasStarted = hasStarted
    self.rejections = rejections
  }
}

extension RoundhouseError: CustomStringConvertible {
  /// The error in one line: message, cause and remedy.
  package var description: String {
    var text = message
    if !cause.isEmpty { text += " (\(cause))" }
    if !remedy.isEmpty { text += "; \(remedy)" }
    return text
  }
}
