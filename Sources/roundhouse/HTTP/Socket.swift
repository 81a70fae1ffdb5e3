internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// A TCP connection whose every wait has a deadline. Closed with the value; for one thread.
struct Socket: ~Copyable {
  private let descriptor: Int32
  private let deadline: Nanoseconds
  private let peer: String
  private static let room = 64 << 10

  deinit { close(descriptor) }

  /// Connects to the first of the host's addresses that answers.
  /// - Parameter deadline: monotonic; 0: none.
  init(connectingTo address: HostAndPort, deadline: Nanoseconds) throws(RoundhouseError) {
    peer = address.text
    self.deadline = deadline
    descriptor = try Self.connect(address, until: deadline)
  }

  /// Sends everything.
  borrowing func send(_ bytes: [UInt8]) throws(RoundhouseError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        try wait(POLLOUT)
      } else if errno == EPIPE || errno == ECONNRESET {
        return  // the peer has answered early and closed: its answer is still to be read
      } else if errno != EINTR {
        throw Self.unreachable(peer, String(cString: strerror(errno)))
      }
    }
  }

  /// What has come, at least one byte; empty when the peer has closed.
  borrowing func receive() throws(RoundhouseError) -> [UInt8] {
    while true {
      var bytes = [UInt8](repeating: 0, count: Self.room)
      let count = recv(descriptor, &bytes, Self.room, 0)
      if count >= 0 {
        bytes.removeLast(Self.room - count)
        return bytes
      }
      if errno == EAGAIN {
        try wait(POLLIN)
      } else if errno != EINTR {
        throw Self.unreachable(peer, String(cString: strerror(errno)))
      }
    }
  }

  private borrowing func wait(_ events: Int32) throws(RoundhouseError) {
    guard Self.wait(descriptor, events, until: deadline) else {
      throw RoundhouseError(
        .deadlineExceeded, "\(peer) did not answer in time", remedy: "allow more time with --timeout")
    }
  }

  private static func connect(_ address: HostAndPort, until deadline: Nanoseconds) throws(RoundhouseError) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let answer = getaddrinfo(address.host, String(address.port), &hints, &list)
    guard answer == 0 else { throw unreachable(address.text, String(cString: gai_strerror(answer))) }
    defer { freeaddrinfo(list) }
    var failure = ECONNREFUSED
    var next = list
    while let candidate = next {
      switch connect(candidate.pointee, until: deadline) {
      case .success(let descriptor): return descriptor
      case .failure(let error): failure = error.number
      }
      next = candidate.pointee.ai_next
    }
    throw unreachable(address.text, String(cString: strerror(failure)))
  }

  /// Why a server could not listen at an address; 0 if it could.
  static func bindingError(_ address: HostAndPort) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.host, String(address.port), &hints, &list) == 0, let first = list else {
      return EADDRNOTAVAIL
    }
    defer { freeaddrinfo(list) }
    let descriptor = socket(first.pointee.ai_family, first.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var on: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    return bind(descriptor, __CONST_SOCKADDR_ARG(__sockaddr__: first.pointee.ai_addr), first.pointee.ai_addrlen) == 0
      ? 0 : errno
  }

  private struct Failure: Error { var number: Int32 }

  private static func connect(_ address: addrinfo, until deadline: Nanoseconds) -> Result<Int32, Failure> {
    let type = address.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(address.ai_family, type, address.ai_protocol)
    guard descriptor >= 0 else { return .failure(Failure(number: errno)) }
    var number: Int32 = 0
    if Glibc.connect(descriptor, __CONST_SOCKADDR_ARG(__sockaddr__: address.ai_addr), address.ai_addrlen) != 0 {
      number = errno
      if number == EINPROGRESS {
        var size = socklen_t(MemoryLayout<Int32>.size)
        number = ETIMEDOUT
        if wait(descriptor, POLLOUT, until: deadline) { getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size) }
      }
    }
    if number == 0 { return .success(descriptor) }
    close(descriptor)
    return .failure(Failure(number: number))
  }

  /// False when the deadline came first.
  private static func wait(_ descriptor: Int32, _ events: Int32, until deadline: Nanoseconds) -> Bool {
    while true {
      let now = platform_now()
      if deadline != 0, now >= deadline { return false }
      let rest = deadline == 0 ? -1 : Int32(clamping: (deadline - now) / 1_000_000 + 1)
      var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      if poll(&entry, 1, rest) > 0 { return true }
    }
  }

  private static func unreachable(_ peer: String, _ cause: String) -> RoundhouseError {
    RoundhouseError(
      .unreachable, "no host answers at \(peer)",
      remedy: "is `roundhouse serve` running there? --server URL names another host",
      cause: cause)
  }
}
