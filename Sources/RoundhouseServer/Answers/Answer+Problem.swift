internal import RoundhouseModel

// Errors as RFC 9457 bodies.
extension Answer {
  /// - Parameter status: where HTTP has a closer word for it than the error's code.
  static func problem(_ error: RoundhouseError, status: Int? = nil) -> Answer {
    let status = status ?? error.code.httpStatus
    var json = JSONWriter()
    error.write(to: &json, status: status)
    let answer = Answer(status, contentType: "application/problem+json", json.bytes)
    return error.isRetryable && [429, 503].contains(status) ? answer.with("Retry-After", "1") : answer
  }

  static func unknownPath(_ path: String) -> Answer {
    problem(
      RoundhouseError(
        .badRequest, "there is nothing at \(path)",
        remedy: "choose one of: "
          + Route.table.map { $0.prefix(40).split(separator: " ").joined(separator: " ") }.joined(separator: "; ")),
      status: 404)
  }

  static func badVersion(_ path: String) -> Answer {
    problem(
      RoundhouseError(
        .badRequest, "\(path) names no version behind the @",
        remedy: "write the capability's major version, as in /v1/call/text.echo@1"))
  }

  static func wrongMethod(_ method: String, _ route: Route) -> Answer {
    problem(
      RoundhouseError(.badRequest, "\(method) means nothing here", remedy: "use \(route.allow)"), status: 405
    ).with("Allow", route.allow)
  }

  static func wrongType(_ type: String) -> Answer {
    problem(
      RoundhouseError(
        .badRequest, type.isEmpty ? "the request has no Content-Type" : "the Content-Type \"\(type)\" is not accepted",
        remedy: "send Content-Type: application/json or application/octet-stream, also without a body"), status: 415)
  }

  static func bodyTooLarge(limit: Int) -> Answer {
    problem(
      RoundhouseError(
        .badRequest, "the body is larger than \(limit) bytes",
        remedy: "send less, or raise the limit of the host's configuration (limits.body)"), status: 413)
  }

  static func addressTooLong(limit: Int) -> Answer {
    problem(
      RoundhouseError(
        .badRequest, "the address is longer than \(limit) bytes", remedy: "put long values into the body"), status: 414)
  }

  static func headTooLarge(limit: Int) -> Answer {
    problem(
      RoundhouseError(
        .badRequest, "the header fields have more than \(limit) bytes", remedy: "send fewer or shorter fields"),
      status: 431)
  }

  static let noRoom = problem(
    RoundhouseError(
      .overloaded, "too many large bodies are being received at the same time", remedy: "try again in a moment"))
  static let busy = problem(
    RoundhouseError(
      .overloaded, "too many questions about this host wait already", remedy: "try again in a moment"))
  static let notReady = problem(
    RoundhouseError(.noHealthyAgent, "the host is starting or shutting down", remedy: "try again in a moment"))
  static let stopping = problem(
    RoundhouseError(.noHealthyAgent, "the host is shutting down", remedy: "try again when it runs again"))
  static let tooSlow = problem(
    RoundhouseError(
      .deadlineExceeded, "the request took too long to arrive", remedy: "send the request in one go"), status: 408)
}
