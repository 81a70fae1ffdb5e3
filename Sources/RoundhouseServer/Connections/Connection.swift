internal import CMicrohttpd
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

/// One TCP connection, reused by every request on it. Touched by its loop's thread only.
final class Connection {
  /// How far the present request is.
  enum Stage {
    case receiving
    case asking(PendingAnswer)
    case working(PendingWork)
  }

  // libmicrohttpd's, as long as this object is its socket's context.
  let mhd: OpaquePointer
  let service: Service
  let watched: WatchedConnection
  var body: RequestBody
  var head = RequestHead()
  var method = Method.other
  /// Points into the request's address.
  var callPath: CallPath?
  var mediaType: MediaType?
  var stage = Stage.receiving
  /// Why the request is not answered; its body is thrown away.
  var refusal: Answer?
  /// Bytes of the body that were thrown away.
  var discarded = 0
  /// When the host was asked.
  var began: Nanoseconds = 0
  /// Kept until its last byte is out.
  var reply: Reply?
  var figures = FigureText()

  init(_ mhd: OpaquePointer, _ service: Service) {
    self.mhd = mhd
    self.service = service
    body = RequestBody(service.bodyBudget)
    watched = WatchedConnection(
      socket: http_socket(mhd), suspension: Suspension(mhd),
      deadline: service.clock.after(service.configuration.requestTimeout))
  }

  /// The request is over, whatever became of it.
  func finish() {
    reply = nil
    body.clear()
    if case .receiving = stage {} else { stage = .receiving }
    if refusal != nil { refusal = nil }
    discarded = 0
    if let activity = watched.takeActivity() { activity.giveUp() }
    watched.waits(until: service.clock.after(service.keepAlive))
  }
}
