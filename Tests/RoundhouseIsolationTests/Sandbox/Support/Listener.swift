import FixtureBuilder
import Glibc

/// A socket of the test's that waits for connections; the kernel accepts them.
final class Listener: Sendable {
  let descriptor: Int32
  /// 0 for an abstract one.
  let port: UInt16

  /// On some port of the loopback.
  init() throws {
    let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let error = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(made, __CONST_SOCKADDR_ARG(__sockaddr__: address), size) == 0 && listen(made, 16) == 0
          && getsockname(made, __SOCKADDR_ARG(__sockaddr__: address), &size) == 0 ? 0 : errno
      }
    }
    guard error == 0 else { throw FixtureError("no listener: \(error)") }
    descriptor = made
    port = UInt16(bigEndian: address.sin_port)
  }

  /// Under a name that is in no file system.
  init(abstract name: String) throws {
    let made = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    descriptor = made
    port = 0
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0[1...].copyBytes(from: name.utf8) }
    let size = socklen_t(MemoryLayout<sa_family_t>.size + 1 + name.utf8.count)
    let isBound = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(made, __CONST_SOCKADDR_ARG(__sockaddr__: $0), size) == 0 && listen(made, 16) == 0
      }
    }
    guard isBound else { throw FixtureError("no abstract listener: \(errno)") }
  }

  deinit { close(descriptor) }
}
