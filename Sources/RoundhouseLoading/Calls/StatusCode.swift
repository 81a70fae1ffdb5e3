package import CRoundhouse
package import RoundhouseModel

/// The two spellings of an error: the ABI's number and the host's word.
package enum StatusCode {
  private static let pairs: [(rh_status, ErrorCode)] = [
    (RH_BAD_REQUEST, .badRequest), (RH_SCHEMA_FAILED, .schemaFailed), (RH_UNKNOWN_CAPABILITY, .unknownCapability),
    (RH_NO_HEALTHY_AGENT, .noHealthyAgent), (RH_OVERLOADED, .overloaded), (RH_DEADLINE_EXCEEDED, .deadlineExceeded),
    (RH_CANCELLED, .cancelled), (RH_AGENT_ERROR, .agentError), (RH_AGENT_CRASHED, .agentCrashed),
    (RH_UNAUTHENTICATED, .unauthenticated), (RH_PERMISSION_DENIED, .permissionDenied), (RH_CONFLICT, .conflict),
    (RH_UNREACHABLE, .unreachable), (RH_STORE_FULL, .storeFull),
  ]

  /// The ABI's status for an error of the host; `RH_AGENT_ERROR` where the ABI has no word of its own.
  package static func status(of code: ErrorCode) -> rh_status {
    if code == .unknownAgent { return RH_UNKNOWN_CAPABILITY }
    return pairs.first { $0.1 == code }?.0 ?? RH_AGENT_ERROR
  }

  /// Whether `complete` may have returned this, so that an invoke which returns what complete did says nothing new.
  package static func isOfCompletion(_ status: Int32) -> Bool {
    status == RH_DEADLINE_EXCEEDED || status == RH_MISBEHAVED
  }

  /// The host's word for a status that an agent gave.
  package static func code(of status: Int32) -> ErrorCode {
    pairs.first { $0.0 == status }?.1 ?? .agentError
  }
}
