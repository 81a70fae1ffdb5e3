internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// A TCP socket to a port of this machine that never blocks; closed with its owner.
struct Socket: ~Copyable {
  /// What a look into the socket brought.
  enum Arrival {
    case bytes(ArraySlice<UInt8>)
    case nothing
    case lost
  }

  let descriptor: Int32

  /// Begins to connect; nil if the system refuses at once.
  init?(port: UInt16) {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let made = socket(AF_INET, kind, 0)
    guard made >= 0 else { return nil }
    guard Self.connect(made, port) == 0 || errno == EINPROGRESS else {
      close(made)
      return nil
    }
    descriptor = made
  }

  deinit { close(descriptor) }

  private static func connect(_ descriptor: Int32, _ port: UInt16) -> Int32 {
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, __CONST_SOCKADDR_ARG(__sockaddr__: $0), socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Sends what it can of the bytes.
  /// - Returns: how many; nil when the connection is lost.
  func send(_ bytes: ArraySlice<UInt8>) -> Int? {
    let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if count >= 0 { return count }
    return errno == EAGAIN || errno == EINTR ? 0 : nil
  }

  func receive(into room: inout [UInt8]) -> Arrival {
    let count = room.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count > 0 { return .bytes(room[..<count]) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .lost
  }

  /// Waits until it can be read or, if so wanted, written; at longest until the deadline.
  func wait(toWrite: Bool, until deadline: Nanoseconds) {
    var entry = pollfd(descriptor: descriptor, toWrite: toWrite)
    let now = platform_now()
    guard deadline > now else { return }
    _ = poll(&entry, 1, Int32(min((deadline - now) / 1_000_000 + 1, 60_000)))
  }
}

extension pollfd {
  init(descriptor: Int32, toWrite: Bool) {
    self.init(fd: descriptor, events: Int16(toWrite ? POLLIN | POLLOUT : POLLIN), revents: 0)
  }
}
