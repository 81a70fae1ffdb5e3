internal import CMicrohttpd
internal import RoundhouseModel

// What libmicrohttpd calls, on a loop's thread. The connection object is its socket's context: retained by the first
// notification, released by the last.

func noticeConnection(
  _ service: UnsafeMutableRawPointer?, _ mhd: OpaquePointer?,
  _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ what: MHD_ConnectionNotificationCode
) {
  guard let service, let mhd, let context else { return }
  if http_is_start(what) {
    let service = Unmanaged<Service>.fromOpaque(service).takeUnretainedValue()
    service.clock.refresh()
    let connection = Connection(mhd, service)
    service.registry.add(connection.watched)
    context.pointee = Unmanaged.passRetained(connection).toOpaque()
  } else if let old = context.pointee {
    let connection = Unmanaged<Connection>.fromOpaque(old).takeRetainedValue()
    connection.service.registry.remove(connection.watched)
  }
}

func answerRequest(
  _: UnsafeMutableRawPointer?, _ mhd: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ method: UnsafePointer<CChar>?,
  _: UnsafePointer<CChar>?, _ data: UnsafePointer<CChar>?, _ size: UnsafeMutablePointer<Int>?,
  _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let mhd, let url, let method, let size, let context else { return .NO }
  let isFirst = context.pointee == nil
  if isFirst { context.pointee = http_socket_context(mhd) }
  guard let current = context.pointee else { return .NO }
  return Unmanaged<Connection>.fromOpaque(current)._withUnsafeGuaranteedRef { connection in
    if isFirst { return connection.begin(url, method) }
    if size.pointee == 0 { return connection.answer(url) }
    defer { size.pointee = 0 }
    return connection.receive(UnsafeRawBufferPointer(start: data, count: size.pointee))
  }
}

func finishRequest(
  _: UnsafeMutableRawPointer?, _: OpaquePointer?, _ context: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _: MHD_RequestTerminationCode
) {
  guard let current = context?.pointee else { return }
  Unmanaged<Connection>.fromOpaque(current)._withUnsafeGuaranteedRef { $0.finish() }
  context?.pointee = nil
}

func logLine(_ service: UnsafeMutableRawPointer, _ text: UnsafePointer<CChar>) {
  var line = String(cString: text)
  while line.last?.isNewline == true { line.removeLast() }
  Unmanaged<Service>.fromOpaque(service).takeUnretainedValue().log.debug("http: \(line)")
}
