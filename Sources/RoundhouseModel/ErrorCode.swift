/// The one word that says what kind of failure it was, the same in the ABI, over HTTP and as an exit status.
package enum ErrorCode: String, Sendable, CaseIterable {
  case badRequest = "bad_request"
  case schemaFailed = "schema_failed"
  case invalidManifest = "invalid_manifest"
  case unknownCapability = "unknown_capability"
  case unknownAgent = "unknown_agent"
  case noHealthyAgent = "no_healthy_agent"
  case overloaded = "overloaded"
  case deadlineExceeded = "deadline_exceeded"
  case cancelled = "cancelled"
  case agentError = "agent_error"
  case agentCrashed = "agent_crashed"
  case unauthenticated = "unauthenticated"
  case permissionDenied = "permission_denied"
  case conflict = "conflict"
  case unreachable = "unreachable"
  case storeFull = "store_full"
  case budgetExceeded = "budget_exceeded"
  case dependencyFailed = "dependency_failed"
  case quorumMissed = "quorum_missed"
  case runDiverged = "run_diverged"
  case stepInDoubt = "step_in_doubt"
  case unknownRun = "unknown_run"
  case unknownWorkflow = "unknown_workflow"
  case `internal` = "internal"

  /// The status of an HTTP answer with this error.
  package var httpStatus: Int {
    switch self {
    case .badRequest: 400
    case .schemaFailed, .invalidManifest: 422
    case .unknownCapability, .unknownAgent, .unknownRun, .unknownWorkflow: 404
    case .noHealthyAgent, .unreachable: 503
    case .overloaded, .budgetExceeded: 429
    case .deadlineExceeded: 504
    case .cancelled: 499
    case .agentError, .agentCrashed, .dependencyFailed, .quorumMissed: 502
    case .unauthenticated: 401
    case .permissionDenied: 403
    case .conflict, .runDiverged, .stepInDoubt: 409
    case .storeFull: 507
    case .internal: 500
    }
  }

  /// The exit status of a command that ends with this error.
  package var exitStatus: Int32 {
    switch self {
    case .agentError, .agentCrashed, .cancelled, .dependencyFailed, .quorumMissed, .internal: 1
    case .unknownCapability, .unknownAgent, .unknownRun, .unknownWorkflow, .noHealthyAgent, .overloaded: 3
    case .deadlineExceeded: 4
    case .badRequest, .schemaFailed, .invalidManifest, .conflict, .runDiverged, .stepInDoubt, .budgetExceeded: 5
    case .unreachable: 6
    case .unauthenticated, .permissionDenied: 7
    case .storeFull: 8
    }
  }

  /// Whether the same request may succeed later without any change.
  package var isRetryable: Bool {
    switch self {
    case .noHealthyAgent, .overloaded, .unreachable: true
    default: false
    }
  }
}
