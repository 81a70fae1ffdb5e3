internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// The socket on which all loops accept. Closed once.
final class ListenSocket: Sendable {
  let descriptor: Int32
  /// The port that the system gave, where the address said 0.
  let port: UInt16

  /// - Throws: `conflict` if the port is taken, `badRequest` if the address is not one of this machine's.
  init(_ address: ListenAddress) throws(RoundhouseError) {
    let isV6 = address.host.contains(":")
    let socket = socket(
      isV6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw Self.failure(address, platform_errno()) }
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard isV6 ? Self.bindV6(socket, address) : Self.bindV4(socket, address), listen(socket, 1024) == 0 else {
      let reason = platform_errno()
      close(socket)
      throw Self.failure(address, reason)
    }
    descriptor = socket
    port = Self.boundPort(socket)
  }

  deinit { close(descriptor) }

  /// Refuses whoever comes from now on, and those whom no loop has accepted yet.
  func refuse() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private static func bindV4(_ socket: Int32, _ address: ListenAddress) -> Bool {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = address.port.bigEndian
    let host = address.host.lowercased() == "localhost" ? "127.0.0.1" : address.host
    guard inet_pton(AF_INET, host, &place.sin_addr) == 1 else { return invalid() }
    return withUnsafeBytes(of: &place) { bind(socket, $0) }
  }

  private static func bindV6(_ socket: Int32, _ address: ListenAddress) -> Bool {
    var place = sockaddr_in6()
    place.sin6_family = sa_family_t(AF_INET6)
    place.sin6_port = address.port.bigEndian
    guard inet_pton(AF_INET6, address.host, &place.sin6_addr) == 1 else { return invalid() }
    return withUnsafeBytes(of: &place) { bind(socket, $0) }
  }

  private static func bind(_ socket: Int32, _ place: UnsafeRawBufferPointer) -> Bool {
    guard let address = place.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
    return Glibc.bind(socket, __CONST_SOCKADDR_ARG(__sockaddr__: address), socklen_t(place.count)) == 0
  }

  private static func invalid() -> Bool {
    errno = EINVAL
    return false
  }

  /// Both families keep the port in the same place.
  private static func boundPort(_ socket: Int32) -> UInt16 {
    var place = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    _ = withUnsafeMutableBytes(of: &place) { bytes in
      bytes.baseAddress.map {
        getsockname(socket, __SOCKADDR_ARG(__sockaddr__: $0.assumingMemoryBound(to: sockaddr.self)), &size)
      }
    }
    return UInt16(bigEndian: place.sin6_port)
  }

  private static func failure(_ address: ListenAddress, _ reason: Int32) -> RoundhouseError {
    let cause = String(cString: strerror(reason))
    switch reason {
    case EADDRINUSE:
      return RoundhouseError(
        .conflict, "the port of \(address) is taken by another program",
        remedy: "stop that program, or choose another port with --listen; port 0 takes a free one", cause: cause)
    case EACCES:
      return RoundhouseError(
        .permissionDenied, "this user may not listen on \(address)",
        remedy: "choose a port above 1023 with --listen", cause: cause)
    case EINVAL, EADDRNOTAVAIL:
      return RoundhouseError(
        .badRequest, "\(address) is not a numeric address of this machine",
        remedy: "listen on 127.0.0.1:7717 or [::1]:7717", cause: cause)
    default:
      return RoundhouseError(.internal, "cannot listen on \(address)", cause: cause)
    }
  }
}
