internal import RoundhouseModel

/// A host that runs somewhere, asked over HTTP.
struct RemoteHost: AskedHost {
  private let client: HTTPClient

  init(_ server: ServerURL) { client = HTTPClient(server: server) }

  var address: String { client.server.text }

  func answer(_ question: HostQuestion) throws(RoundhouseError) -> [UInt8] {
    if case .runs(let question) = question { return try checked(client.send(HTTPRequest(question))).body }
    var request = HTTPRequest("GET", Self.target(question))
    if case .route(let route) = question { request.headers = Self.headers(route) }
    return try checked(client.send(request)).body
  }

  func call(_ call: CallRequest, chunk: ([UInt8]) -> Void) throws(RoundhouseError) -> CallAnswer {
    var request = HTTPRequest("POST", "/v1/call/" + HTTPRequest.encode(call.target))
    request.headers = Self.headers(call)
    request.headers.append(("Content-Type", call.contentType.isEmpty ? "application/json" : call.contentType))
    request.body = call.payload
    // The host keeps the deadline; this one is only for a host that does not answer at all.
    request.timeout = call.timeout == 0 ? 0 : call.timeout &+ .seconds(5)
    guard call.isStream else { return Self.answer(try checked(client.send(request))) }
    request.headers.append(("Accept", "text/event-stream"))
    var stream = CallStream()
    let response = try client.stream(request) { (event) throws(RoundhouseError) in
      if let bytes = try stream.take(event) { chunk(bytes) }
    }
    var answer = Self.answer(try checked(response))
    if !stream.agent.isEmpty { answer.agent = stream.agent }
    if response.contentType.hasPrefix("text/event-stream") { try stream.demandEnd() }
    return answer
  }

  /// `POST` or `PATCH` to one agent; the answer is the agent as it is then.
  func change(_ method: String, _ target: String, _ body: [UInt8]) throws(RoundhouseError) -> [UInt8] {
    var request = HTTPRequest(method, target)
    request.headers = [("Content-Type", "application/json")]
    request.body = body
    return try checked(client.send(request)).body
  }

  func close() {}

  private func checked(_ response: HTTPResponse) throws(RoundhouseError) -> HTTPResponse {
    if response.isSuccess { return response }
    throw ProblemReader.error(response, from: address)
  }

  private static func target(_ question: HostQuestion) -> String {
    switch question {
    case .agents: "/v1/agents"
    case .agent(let id): "/v1/agents/" + HTTPRequest.encode(id)
    case .history(let id): "/v1/agents/" + HTTPRequest.encode(id) + "/history"
    case .capabilities: "/v1/capabilities"
    case .route(let request): "/v1/route/" + HTTPRequest.encode(request.target)
    case .statistics: "/v1/stats"
    case .configuration: "/v1/config"
    case .runs: "/v1/runs"
    }
  }

  private static func headers(_ request: CallRequest) -> [(name: String, value: String)] {
    let all = [
      ("Roundhouse-Timeout", request.timeout == 0 ? "" : DurationText.format(request.timeout)),
      ("Roundhouse-Agent", request.agent), ("Roundhouse-Agent-Version", request.agentVersion),
      ("Roundhouse-Session", request.session),
      ("Roundhouse-Tags", request.tags.joined(separator: ",")), ("Idempotency-Key", request.idempotencyKey),
    ]
    return all.filter { !$0.1.isEmpty }
  }

  private static func answer(_ response: HTTPResponse) -> CallAnswer {
    let overhead = response.headers["roundhouse-overhead-us"].flatMap(Double.init).map {
      Nanoseconds(max($0, 0) * 1_000)
    }
    return CallAnswer(
      payload: response.body, contentType: response.contentType, agent: response.headers["roundhouse-agent"] ?? "",
      overhead: overhead, attempts: response.headers["roundhouse-attempts"].flatMap { Int($0) } ?? 1)
  }
}
