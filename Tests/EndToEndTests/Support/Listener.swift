import Glibc

/// A TCP port of this machine to which anybody may connect; closed with its owner.
final class Listener {
  let port: UInt16
  private let socket: Int32

  init() throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, __CONST_SOCKADDR_ARG(__sockaddr__: $0), size) == 0 && listen(socket, 16) == 0
          && getsockname(socket, __SOCKADDR_ARG(__sockaddr__: $0), &size) == 0
      }
    }
    self.socket = socket
    port = UInt16(bigEndian: address.sin_port)
    guard isBound else { throw Failure("there is no port to listen on: \(String(cString: strerror(errno)))") }
  }

  deinit { close(socket) }
}
