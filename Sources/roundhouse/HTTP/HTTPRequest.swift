internal import RoundhouseModel

/// One request of this command to a running host.
struct HTTPRequest: Sendable {
  var method = "GET"
  /// Path and query, percent-encoded.
  var target: String
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// For everything: connecting, sending, and all of the answer. 0: no limit.
  var timeout: Nanoseconds = .seconds(30)

  init(_ method: String = "GET", _ target: String) {
    self.method = method
    self.target = target
  }

  /// The bytes on the wire.
  func encoded(host: String) -> [UInt8] {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n"
    for header in headers { head += "\(header.name): \(Self.harmless(header.value))\r\n" }
    if method != "GET" { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }

  /// A value must not be able to end its header.
  private static func harmless(_ value: String) -> String {
    String(decoding: value.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
  }

  /// A name as one part of a path or query.
  static func encode(_ part: String) -> String {
    part.utf8.map { byte in
      let isPlain =
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || "-._~@".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}
