import FixtureBuilder
import Foundation

/// A TCP server on a free port of this machine that takes connections and says nothing.
final class TestListener {
  let port: UInt16
  private let socket: Int32

  init() throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = socket
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, __CONST_SOCKADDR_ARG(__sockaddr__: $0), size) == 0 && listen(descriptor, 4_096) == 0
          && getsockname(descriptor, __SOCKADDR_ARG(__sockaddr__: $0), &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else { throw FixtureError("no port to listen on") }
  }

  deinit { close(socket) }
}
