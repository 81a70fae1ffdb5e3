import CPlatform
import Glibc

/// One connection, with nothing between the test and the wire.
final class TestClient {
  struct Broken: Error, CustomStringConvertible { var description: String }

  let socket: Int32
  private let port: UInt16
  private var unread: [UInt8] = []

  init(port: UInt16) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.socket = socket
    self.port = port
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &place) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, __CONST_SOCKADDR_ARG(__sockaddr__: $0), socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Broken(description: "connect: \(String(cString: strerror(errno)))") }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close() }

  private var isClosed = false
  func close() {
    if !isClosed { Glibc.close(socket) }
    isClosed = true
  }

  func halfClose() { shutdown(socket, Int32(SHUT_WR)) }

  /// - Returns: false if the other side does not take it all.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// - Parameter type: nil sends no Content-Type.
  func send(
    _ method: String, _ target: String, _ headers: [String: String] = [:], _ body: String = "",
    type: String? = "application/json"
  ) throws {
    var text = "\(method) \(target) HTTP/1.1\r\n"
    if headers["Host"] == nil { text += "Host: 127.0.0.1:\(port)\r\n" }
    if method != "GET", let type { text += "Content-Type: \(type)\r\n" }
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    if headers["Transfer-Encoding"] == nil, !body.isEmpty || method == "POST" || method == "PATCH" {
      text += "Content-Length: \(body.utf8.count)\r\n"
    }
    send(text + "\r\n" + body)
  }

  /// Reads more.
  /// - Returns: false at the end of the connection.
  func fill() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(socket, &buffer, buffer.count, 0)
    if count < 0, errno == EAGAIN { throw Broken(description: "nothing came for 20 s") }
    guard count > 0 else { return false }
    unread += buffer[..<count]
    return true
  }

  /// All that comes until the other side closes.
  func rest() throws -> [UInt8] {
    while try fill() {}
    defer { unread = [] }
    return unread
  }

  private func line() throws -> String {
    while true {
      if let end = unread.firstIndex(of: 10) {
        let text = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeSubrange(...end)
        return text.hasSuffix("\r") ? String(text.dropLast()) : text.replacing("\r", with: "")
      }
      guard try fill() else { throw Broken(description: "closed in the midst of a line: \(unread.count) bytes") }
    }
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while unread.count < count {
      guard try fill() else { throw Broken(description: "closed \(count - unread.count) bytes before the end") }
    }
    defer { unread.removeFirst(count) }
    return Array(unread[..<count])
  }

  /// Status and headers.
  func head() throws -> TestResponse {
    let first = try line()
    guard first.hasPrefix("HTTP/1."), let status = Int(first.dropFirst(9).prefix(3)) else {
      throw Broken(description: "no status line: \(first)")
    }
    var response = TestResponse(status: status)
    while true {
      let line = try line()
      if line.isEmpty { return response }
      let parts = line.split(separator: ":", maxSplits: 1)
      response.headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }
  }

  /// One piece of a chunked body; nil at its end.
  func chunk() throws -> [UInt8]? {
    guard let size = Int(try line(), radix: 16) else { throw Broken(description: "no size of a chunk") }
    let bytes = try take(size)
    _ = try line()
    return size == 0 ? nil : bytes
  }

  /// A whole response.
  func response(isHead: Bool = false) throws -> TestResponse {
    var response = try head()
    while response.status == 100 { response = try head() }
    if isHead { return response }
    if response.headers["transfer-encoding"] == "chunked" {
      while let piece = try chunk() { response.body += piece }
    } else if let size = response.headers["content-length"].flatMap({ Int($0) }) {
      response.body = try take(size)
    } else {
      response.body = try rest()
    }
    return response
  }
}

struct TestResponse {
  var status: Int
  var headers: [String: String] = [:]
  var body: [UInt8] = []

  var text: String { String(decoding: body, as: UTF8.self) }
}
