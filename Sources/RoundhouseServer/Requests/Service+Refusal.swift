internal import CMicrohttpd
internal import CPlatform

// What is refused for what its address and headers say.
extension Service {
  /// The answer to a request that goes no further; nil if it may.
  func refusal(of connection: Connection, _ path: UnsafePointer<CChar>) -> Answer? {
    let head = connection.head
    if let error = guardian.refusal(connection.method, head) { return .problem(error) }
    if strlen(path) > configuration.urlLimit { return .addressTooLong(limit: configuration.urlLimit) }
    if http_head_size(connection.mhd) > configuration.headLimit { return .headTooLarge(limit: configuration.headLimit) }
    if connection.callPath == nil || connection.method != .post {
      let route = Route(path: String(cString: path))
      if route == .unknown { return .unknownPath(String(cString: path)) }
      if route == .call, connection.callPath == nil { return .badVersion(String(cString: path)) }
      if !route.allows(connection.method) { return .wrongMethod(connection.method.rawValue, route) }
    }
    guard connection.method.changes else { return nil }
    connection.mediaType = MediaType(head.contentType)
    if connection.mediaType == nil { return .wrongType(String(decoding: head.contentType, as: UTF8.self)) }
    if head.contentLength.count > 6, let length = head.announcedLength, length > configuration.bodyLimit {
      return .bodyTooLarge(limit: configuration.bodyLimit)
    }
    return nil
  }
}
