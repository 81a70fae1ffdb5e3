/// Where a server listens: a numeric address, or `localhost`, and a port.
package struct ListenAddress: Sendable, Equatable {
  /// `127.0.0.1`, `::1`, `0.0.0.0`, `localhost`; without brackets.
  package var host: String
  /// 0 takes any free port.
  package var port: UInt16

  package static let standard = ListenAddress(host: "127.0.0.1", port: 7717)

  package init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Reads `127.0.0.1:7717`, `[::1]:7717`, `localhost:0`; nil for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.init(host: String(host), port: port)
  }

  /// Whether only this machine can reach it.
  package var isLoopback: Bool { Self.isLoopback(host) }

  /// Whether a name can only mean this machine: `localhost`, `::1` or 127.0.0.0/8.
  static func isLoopback(_ host: some StringProtocol) -> Bool {
    if host == "::1" || host.lowercased() == "localhost" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension ListenAddress: CustomStringConvertible {
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
