internal import CPlatform
internal import RoundhouseModel

/// One keep-alive connection of the load: idle, or busy with one request.
struct LoadLane: ~Copyable {
  private static let patience = Nanoseconds.seconds(10)

  private let port: UInt16
  private var socket: Socket?
  private var reader = AnswerReader()
  private var unsent: ArraySlice<UInt8> = []
  private var expected: [UInt8] = []
  private(set) var due: Nanoseconds?

  init(port: UInt16) { self.port = port }

  var isIdle: Bool { due == nil }
  var wantsToWrite: Bool { !unsent.isEmpty }
  var descriptor: Int32 {
    switch socket {
    case .some(let socket): socket.descriptor
    case .none: -1
    }
  }

  /// Sends a request.
  /// - Parameter answer: the only right one.
  mutating func send(_ request: HTTPRequest, answer: [UInt8], due: Nanoseconds) {
    if socket == nil {
      socket = Socket(port: port)
      reader = AnswerReader()
    }
    (unsent, expected, self.due) = (request.bytes(port: port)[...], answer, due)
    // A connection that is still being made says so when it is written to, which poll waits for.
    if let sent = socket?.send(unsent) { unsent = unsent.dropFirst(sent) }
  }

  /// Goes on with what can be written and read.
  /// - Returns: the request, when it has ended.
  mutating func look(_ room: inout [UInt8], now: Nanoseconds) -> LoadSample? {
    guard let due else { return nil }
    if !unsent.isEmpty {
      guard let sent = socket?.send(unsent) else { return end(due, now, "cannot connect or send") }
      unsent = unsent.dropFirst(sent)
    }
    switch socket?.receive(into: &room) ?? .lost {
    case .bytes(let bytes): reader.append(bytes)
    case .nothing: break
    case .lost where unsent.isEmpty: return end(due, now, "the connection was lost")
    case .lost: break
    }
    if let answer = reader.next() { return end(due, now, Self.objection(answer, expected)) }
    return now > due + Self.patience ? end(due, now, "no answer in \(Self.patience / 1_000_000_000) s") : nil
  }

  private mutating func end(_ due: Nanoseconds, _ now: Nanoseconds, _ failure: String) -> LoadSample {
    self.due = nil
    unsent = []
    if !failure.isEmpty { socket = nil }
    return LoadSample(due: due, wait: now &- due, failure: failure)
  }

  private static func objection(_ answer: HTTPAnswer, _ expected: [UInt8]) -> String {
    if answer.status != 200 { return "\(answer.status): \(answer.text.prefix(200))" }
    return answer.body == expected ? "" : "another answer: \(answer.text.prefix(100))"
  }
}
