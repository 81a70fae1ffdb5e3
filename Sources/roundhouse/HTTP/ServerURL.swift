/// Where a running host listens: `http://127.0.0.1:7717`.
struct ServerURL: Sendable, Equatable {
  static let defaultPort: UInt16 = 7_717
  static let standard = "http://127.0.0.1:7717"

  let address: HostAndPort

  /// Takes `http://HOST[:PORT][/]`, and `HOST:PORT` alone; nil for anything else, `https` too.
  init?(_ text: String) {
    var rest = text[...]
    if rest.lowercased().hasPrefix("http://") {
      rest = rest.dropFirst(7)
    } else if rest.contains("://") {
      return nil
    }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    guard let address = HostAndPort(rest, fallback: Self.defaultPort), address.port > 0 else { return nil }
    self.address = address
  }

  var text: String { "http://\(address.text)" }
}
