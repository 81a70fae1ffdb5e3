// Answers to connections that libmicrohttpd still reads from, written to the socket as they are.
extension Answer {
  /// The answer as bytes on the wire, the last one of its connection.
  var wire: [UInt8] {
    let head =
      "HTTP/1.1 \(status) \(status == 408 ? "Request Timeout" : "Content Too Large")\r\n"
      + "Content-Type: \(contentType)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    return Array(head.utf8) + body
  }
}
