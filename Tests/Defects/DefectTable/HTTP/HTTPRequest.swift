/// A request to a host on this machine.
struct HTTPRequest: Sendable {
  private let line: String
  private let fields: String
  private let body: String

  static func get(_ path: String) -> HTTPRequest { HTTPRequest(line: "GET \(path)", fields: "", body: "") }

  /// A call of a capability.
  /// - Parameter milliseconds: how long the caller waits; 0 leaves it to the host.
  static func call(_ capability: String, _ payload: String, milliseconds: Int = 0) -> HTTPRequest {
    var fields = "Content-Type: application/octet-stream\r\nContent-Length: \(payload.utf8.count)\r\n"
    if milliseconds > 0 { fields += "Roundhouse-Timeout: \(milliseconds)ms\r\n" }
    return HTTPRequest(line: "POST /v1/call/\(capability)", fields: fields, body: payload)
  }

  /// As it goes over the line.
  func bytes(port: UInt16) -> [UInt8] {
    Array("\(line) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(fields)\r\n\(body)".utf8)
  }
}
