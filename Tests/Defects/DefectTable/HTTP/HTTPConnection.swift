internal import CPlatform
internal import RoundhouseModel

/// One keep-alive connection for a thread that waits, at longest until a deadline.
struct HTTPConnection: ~Copyable {
  private let port: UInt16
  private var socket: Socket?
  private var reader = AnswerReader()
  private var room = [UInt8](repeating: 0, count: 64 << 10)

  init(port: UInt16) { self.port = port }

  /// Sends a request and waits for its answer.
  /// - Parameter patience: how long.
  /// - Returns: nil if none came; the next request uses a new connection then.
  mutating func ask(_ request: HTTPRequest, patience: Nanoseconds) -> HTTPAnswer? {
    let deadline = platform_now() + patience
    // A kept connection may have been closed since it was used; a new one tells.
    let isKept = socket != nil
    if let answer = attempt(request, deadline) { return answer }
    socket = nil
    return isKept && platform_now() < deadline ? attempt(request, deadline) : nil
  }

  private mutating func attempt(_ request: HTTPRequest, _ deadline: Nanoseconds) -> HTTPAnswer? {
    if socket == nil {
      socket = Socket(port: port)
      reader = AnswerReader()
    }
    guard send(request.bytes(port: port)[...], deadline) else { return nil }
    while platform_now() < deadline, !reader.isBroken {
      if let answer = reader.next() { return answer }
      guard receive(deadline) else { break }
    }
    socket = nil
    return nil
  }

  private func send(_ bytes: ArraySlice<UInt8>, _ deadline: Nanoseconds) -> Bool {
    var rest = bytes
    while !rest.isEmpty, platform_now() < deadline {
      guard let count = socket?.send(rest) else { return false }
      rest = rest.dropFirst(count)
      if !rest.isEmpty { socket?.wait(toWrite: true, until: deadline) }
    }
    return rest.isEmpty
  }

  /// - Returns: false when the connection is lost.
  private mutating func receive(_ deadline: Nanoseconds) -> Bool {
    switch socket?.receive(into: &room) ?? .lost {
    case .bytes(let bytes): reader.append(bytes)
    case .nothing: socket?.wait(toWrite: false, until: deadline)
    case .lost: return false
    }
    return true
  }
}
