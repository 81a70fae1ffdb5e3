/// An error as its RFC 9457 body, the same over HTTP and from the command line's `--json`.
extension RoundhouseError: JSONWritable {
  package func write(to json: inout JSONWriter) { write(to: &json, status: code.httpStatus) }

  /// - Parameter status: the HTTP status, where the code alone does not say it, such as 405.
  package func write(to json: inout JSONWriter, status: Int) {
    json.beginObject()
    json.member("type", "urn:roundhouse:error:\(code.rawValue)")
    json.member("title", code.title)
    json.member("status", status)
    json.member("detail", message)
    json.member("code", code.rawValue)
    json.member("remedy", unlessEmpty: remedy)
    json.member("cause", unlessEmpty: cause)
    json.member("agent", unlessEmpty: agent)
    json.member("capability", unlessEmpty: capability)
    json.member("path", unlessEmpty: path)
    json.member("agentCode", unlessEmpty: agentCode)
    json.member("retryable", isRetryable)
    if !rejections.isEmpty { json.member("rejections", rejections) }
    json.endObject()
  }
}

extension ErrorCode {
  /// The kind of error in a few words, the same for every occurrence.
  package var title: String {
    switch self {
    case .badRequest: "The request cannot be understood"
    case .schemaFailed: "The payload does not fit the schema"
    case .invalidManifest: "The manifest is not valid"
    case .unknownCapability: "No agent offers this capability"
    case .unknownAgent: "There is no such agent"
    case .noHealthyAgent: "No agent can answer now"
    case .overloaded: "Too much is going on"
    case .deadlineExceeded: "The deadline has passed"
    case .cancelled: "The call was cancelled"
    case .agentError: "The agent reported an error"
    case .agentCrashed: "The agent crashed"
    case .unauthenticated: "Nobody knows who asks"
    case .permissionDenied: "This is not allowed"
    case .conflict: "The present state forbids it"
    case .unreachable: "The host cannot be reached"
    case .storeFull: "There is no room left"
    case .budgetExceeded: "The budget is used up"
    case .dependencyFailed: "Something that this needs has failed"
    case .quorumMissed: "Too few have succeeded"
    case .runDiverged: "The workflow is not the one that began this run"
    case .stepInDoubt: "Nobody knows whether a step was done"
    case .unknownRun: "There is no such run"
    case .unknownWorkflow: "There is no such workflow"
    case .internal: "The host made a mistake"
    }
  }
}
