internal import CPlatform
internal import RoundhouseModel

/// Asks a running host: one connection, one request, one answer.
struct HTTPClient: Sendable {
  let server: ServerURL

  /// Sends the request and reads the whole answer, of whatever status.
  func send(_ request: HTTPRequest) throws(RoundhouseError) -> HTTPResponse {
    try exchange(request) { _ in }
  }

  /// The same, but hands over the events of an event stream as they come; the body is then empty.
  func stream(
    _ request: HTTPRequest, _ take: (ServerEvent) throws(RoundhouseError) -> Void
  ) throws(RoundhouseError) -> HTTPResponse {
    var events = EventParser()
    return try exchange(request) { (parser) throws(RoundhouseError) in
      guard parser.hasHead, parser.response.contentType.hasPrefix("text/event-stream") else { return }
      for event in events.take(parser.takeBody()) { try take(event) }
    }
  }

  private func exchange(
    _ request: HTTPRequest, _ progress: (inout ResponseParser) throws(RoundhouseError) -> Void
  ) throws(RoundhouseError) -> HTTPResponse {
    let deadline = request.timeout == 0 ? 0 : platform_now() &+ request.timeout
    let socket = try Socket(connectingTo: server.address, deadline: deadline)
    try socket.send(request.encoded(host: server.address.text))
    var parser = ResponseParser()
    while !parser.isComplete {
      let bytes = try socket.receive()
      if bytes.isEmpty { try parser.close() } else { try parser.take(bytes) }
      try progress(&parser)
    }
    return parser.response
  }
}
