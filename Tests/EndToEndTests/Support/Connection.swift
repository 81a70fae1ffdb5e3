import Foundation
import Glibc

/// What a server answered.
struct Response {
  let status: Int
  /// By lower-case name.
  let headers: [String: String]
  let body: String
}

/// One keep-alive connection to a host on this machine; for one thread.
final class Connection {
  private let socket: Int32
  private let port: UInt16
  private var buffer: [UInt8] = []

  init(port: UInt16) throws {
    self.port = port
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var one: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, __CONST_SOCKADDR_ARG(__sockaddr__: $0), socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      close(socket)
      throw Failure("cannot connect to port \(port): \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(socket) }

  /// Sends one request and reads its answer, which must tell its length.
  func send(
    _ method: String, _ path: String, _ body: String = "", _ headers: [String: String] = [:]
  ) throws -> Response {
    var text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
    if method != "GET" { text += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    try write(Array((text + "\r\n" + body).utf8))
    return try response()
  }

  private func write(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure("cannot send: \(String(cString: strerror(errno)))") }
      sent += count
    }
  }

  private func response() throws -> Response {
    let separator = Array("\r\n\r\n".utf8)
    var end = buffer.firstRange(of: separator)
    while end == nil {
      try fill()
      end = buffer.firstRange(of: separator)
    }
    guard let end else { throw Failure("no head") }
    let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    let size = Int(headers["content-length"] ?? "0") ?? 0
    while buffer.count < end.upperBound + size { try fill() }
    let body = String(decoding: buffer[end.upperBound..<end.upperBound + size], as: UTF8.self)
    buffer.removeFirst(end.upperBound + size)
    let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return Response(status: status, headers: headers, body: body)
  }

  private func fill() throws {
    var room = [UInt8](repeating: 0, count: 65_536)
    let count = read(socket, &room, room.count)
    if count < 0, errno == EINTR { return }
    guard count > 0 else {
      throw Failure(count == 0 ? "the server closed the connection" : String(cString: strerror(errno)))
    }
    buffer += room[..<count]
  }
}
