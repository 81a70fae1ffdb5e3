/// `HOST:PORT` as people write it: a name, an IPv4 address, or an IPv6 address in brackets.
struct HostAndPort: Sendable, Equatable {
  /// Without brackets.
  var host: String
  var port: UInt16

  /// - Parameter fallback: the port if none is written; nil: it must be.
  init?(_ text: some StringProtocol, fallback: UInt16? = nil) {
    var host = Substring(text)
    var digits: Substring?
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
      let rest = host[host.index(after: end)...]
      host = host[host.index(after: host.startIndex)..<end]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      digits = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = host.firstIndex(of: ":") {
      digits = host[host.index(after: colon)...]
      host = host[..<colon]
    }
    let isPlain = digits?.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ?? true
    guard !host.isEmpty, isPlain, let port = digits.map({ UInt16($0) }) ?? fallback else { return nil }
    let allowed = host.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ".-:_%0123456789".unicodeScalars.contains($0))
    }
    guard allowed else { return nil }
    self.host = String(host)
    self.port = port
  }

  /// As it stands in a URL and in the `Host` header.
  var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
