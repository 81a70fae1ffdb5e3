internal import Glibc
internal import RoundhouseModel

/// Keeps web pages out: whoever reads a page in a browser on this machine must not lend it this interface.
///
/// Until there are keys, these rules are all that stands between a page and the agents. A browser tells the truth about
/// `Origin`, `Host` and `Sec-Fetch-Site`, and a form can send neither of the two content types that a POST needs.
struct Guard: Sendable {
  /// The port that clients name in `Host`.
  let port: UInt16
  /// Whether any host name will do.
  let isInsecure: Bool
  /// The value of `Host` that nearly all requests have.
  private let usual: [UInt8]

  init(port: UInt16, isInsecure: Bool) {
    self.port = port
    self.isInsecure = isInsecure
    usual = Array("127.0.0.1:\(port)".utf8)
  }

  /// Why a request may not be answered at all; nil if it may.
  func refusal(_ method: Method, _ head: RequestHead) -> RoundhouseError? {
    if head.isAmbiguous { return Self.ambiguous }
    if method == .options { return Self.preflight }
    guard head.host.baseAddress != nil else { return Self.nameless }
    guard isInsecure || isOurs(head.host) else { return foreignHost(String(decoding: head.host, as: UTF8.self)) }
    if head.origin.baseAddress != nil, !isSameOrigin(head) {
      return Self.foreignOrigin(String(decoding: head.origin, as: UTF8.self))
    }
    if !head.fetchSite.isEmpty, !Self.isHarmless(head) { return Self.foreignOrigin("another site") }
    return nil
  }

  /// Whether a `Host` names this machine's loopback and our port.
  private func isOurs(_ host: RequestHead.Text) -> Bool {
    if host.count == usual.count, let bytes = host.baseAddress, memcmp(bytes, usual, usual.count) == 0 { return true }
    let text = String(decoding: host, as: UTF8.self)
    // Without a port a client means 80.
    let address = ListenAddress(text) ?? ListenAddress(text + ":80")
    return address?.isLoopback == true && address?.port == port
  }

  /// Whether the page that asks was served from here.
  private func isSameOrigin(_ head: RequestHead) -> Bool {
    let origin = String(decoding: head.origin, as: UTF8.self)
    return origin == "http://" + String(decoding: head.host, as: UTF8.self)
  }

  /// Whether a browser says that no other site's page is behind the request, or that somebody followed a link.
  private static func isHarmless(_ head: RequestHead) -> Bool {
    switch String(decoding: head.fetchSite, as: UTF8.self) {
    case "none", "same-origin": true
    default: head.fetchMode.elementsEqual("navigate".utf8)
    }
  }

  private static let ambiguous = RoundhouseError(
    .badRequest, "a header field that may stand only once stands twice", remedy: "send each header field once")
  private static let preflight = RoundhouseError(
    .permissionDenied, "pages of other sites may not use this interface",
    remedy: "call it from a program, not from a web page")
  private static let nameless = RoundhouseError(
    .badRequest, "the request has no Host header", remedy: "send the address that you connected to as Host")

  private func foreignHost(_ host: String) -> RoundhouseError {
    RoundhouseError(
      .permissionDenied, "the Host header names \"\(host)\", which is not this machine's loopback and port \(port)",
      remedy: "ask for http://127.0.0.1:\(port), or start the host with --insecure")
  }

  private static func foreignOrigin(_ origin: String) -> RoundhouseError {
    RoundhouseError(
      .permissionDenied,
      "the request comes from a page of \"\(origin)\", and pages of other sites may not use this "
        + "interface",
      remedy: "call it from a program, not from a web page")
  }
}
