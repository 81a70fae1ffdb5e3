internal import CMicrohttpd
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

// A request's way: headers, body, answer. libmicrohttpd calls for each.
extension Connection {
  /// A refused request's body is read to this length, so that its client sees the answer.
  private static let patience = 1 << 20

  /// The headers are there.
  func begin(_ path: UnsafePointer<CChar>, _ method: UnsafePointer<CChar>) -> MHD_Result {
    watched.receives()
    head = .reading(mhd)
    self.method = Method(method)
    callPath = CallPath(path)
    refusal = service.refusal(of: self, path)
    guard refusal != nil, head.hasBody, let answer = refusal else { return .YES }
    if !head.isChunked, let length = head.announcedLength, length <= Self.patience { return .YES }
    // Too much to be read for nothing: answered now, after which libmicrohttpd ends the connection.
    return send(answer)
  }

  /// A part of the body is there.
  func receive(_ data: UnsafeRawBufferPointer) -> MHD_Result {
    if refusal == nil {
      if body.count + data.count > service.configuration.bodyLimit {
        refuse(.bodyTooLarge(limit: service.configuration.bodyLimit))
      } else if !body.append(data) {
        refuse(.noRoom)
      } else {
        return .YES
      }
    }
    discarded += data.count
    return discarded > Self.patience ? .NO : .YES
  }

  private func refuse(_ answer: Answer) {
    body.clear()
    refusal = answer
  }

  /// All is there, or a thing that was waited for.
  func answer(_ path: UnsafePointer<CChar>) -> MHD_Result {
    switch stage {
    case .asking(let answer): return goOn(answer)
    case .working(let work): return goOn(work)
    case .receiving: break
    }
    guard watched.works() else { return .NO }
    if let refusal { return send(refusal) }
    if let callPath { return call(callPath) }
    return visit(Route(path: String(cString: path)))
  }
}
