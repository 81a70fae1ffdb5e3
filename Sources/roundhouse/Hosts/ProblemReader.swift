internal import RoundhouseModel

/// Turns a host's RFC 9457 body back into the error it was made from.
enum ProblemReader {
  static func error(_ response: HTTPResponse, from address: String) -> RoundhouseError {
    let isProblem = response.contentType.hasPrefix("application/problem+json")
    let fallback = "\(address) answered with status \(response.status)"
    guard isProblem else {
      return RoundhouseError(
        .unreachable, fallback + " and no explanation", remedy: "check that this is the address of `roundhouse serve`")
    }
    return error(response.body, fallback: fallback)
  }

  static func error(_ body: [UInt8], fallback: String) -> RoundhouseError {
    guard let problem = (try? JSONDocument(parsing: body))?.root, problem.kind == .object else {
      return RoundhouseError(.internal, fallback)
    }
    let code = problem["code"]?.string.flatMap(ErrorCode.init) ?? .internal
    return RoundhouseError(
      code, problem["detail"]?.string ?? problem["title"]?.string ?? fallback, remedy: problem.text("remedy"),
      cause: problem.text("cause"), agent: problem.text("agent"), capability: problem.text("capability"),
      path: problem.text("path"), agentCode: problem.text("agentCode"), isRetryable: problem["retryable"]?.bool,
      rejections: problem.list("rejections").map(rejection))
  }

  private static func rejection(_ node: JSONNode) -> Rejection {
    Rejection(
      agent: node.text("agent"), reason: Rejection.Reason(rawValue: node.text("reason")) ?? .failed,
      detail: node.text("detail"))
  }
}
