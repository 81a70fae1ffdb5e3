internal import CMicrohttpd
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

// Handing answers to libmicrohttpd.
extension Connection {
  /// Sends an answer that owns its bytes; they are copied.
  func send(_ answer: borrowing Answer) -> MHD_Result {
    let made = answer.body.withUnsafeBytes { http_response_copying($0.baseAddress, $0.count) }
    guard let response = made else { return .NO }
    MHD_add_response_header(response, "Content-Type", answer.contentType)
    for field in answer.fields { MHD_add_response_header(response, field.name, field.value) }
    return queue(response, status: answer.status, size: answer.body.count)
  }

  /// Sends an agent's answer from where it lies; the connection keeps it until the last byte is out.
  ///
  /// One attempt goes without saying.
  /// - Parameter began: when the host was asked.
  func send(_ answer: consuming Reply, began: Nanoseconds) -> MHD_Result {
    let bytes = answer.bytes
    guard let response = http_response_borrowing(bytes.baseAddress, bytes.count) else { return .NO }
    if !add(response, "Content-Type", answer.contentType) { add(response, "Content-Type", "application/octet-stream") }
    add(response, "Roundhouse-Agent", answer.agent)
    let total = platform_now() &- began
    figures.write(milliths: total > answer.agentTime ? total - answer.agentTime : 0)
    add(response, "Roundhouse-Overhead-Us", figures.text)
    if answer.attempts > 1 {
      figures.write(UInt64(clamping: answer.attempts))
      add(response, "Roundhouse-Attempts", figures.text)
    }
    if let trace = head.traceparent.baseAddress {
      add(response, "traceparent", trace.assumingMemoryBound(to: CChar.self))
    }
    reply = consume answer
    return queue(response, status: 200, size: bytes.count)
  }

  /// Queues a response, which from then on is libmicrohttpd's.
  /// - Parameter size: bytes of the body; nil for a stream, which may last.
  func queue(_ response: OpaquePointer, status: Int, size: Int?) -> MHD_Result {
    defer { MHD_destroy_response(response) }
    if service.isDraining { MHD_add_response_header(response, "Connection", "close") }
    if let size { watched.sends(size, until: service.clock.after(service.configuration.requestTimeout)) }
    return MHD_queue_response(mhd, UInt32(status), response)
  }

  /// - Returns: false if the value cannot stand in a header.
  @discardableResult
  private func add(_ response: OpaquePointer, _ name: StaticString, _ value: String) -> Bool {
    // Not left to the importer, which would make an array of each text.
    value.withCString { add(response, name, $0) }
  }

  @discardableResult
  private func add(_ response: OpaquePointer, _ name: StaticString, _ value: UnsafePointer<CChar>) -> Bool {
    let name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    return MHD_add_response_header(response, name, value) == .YES
  }
}
