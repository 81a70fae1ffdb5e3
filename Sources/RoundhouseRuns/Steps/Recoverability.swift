internal import RoundhouseModel

/// Which errors may pass by themselves.
enum Recoverability {
  /// Whether another try of the same step may succeed and does no harm.
  static func isRecoverable(_ error: RoundhouseError, _ step: Step) -> Bool {
    if step.repeats == .atMostOnce, error.hasStarted { return false }
    // The agent knows best whether it is worth while; one that says nothing is asked again.
    if error.code == .agentError { return error.isRetryable || error.agentCode.isEmpty }
    return mayPass.contains(error.code)
  }

  private static let mayPass: Set<ErrorCode> = [
    .noHealthyAgent, .overloaded, .deadlineExceeded, .agentCrashed, .unreachable, .internal,
  ]
}
