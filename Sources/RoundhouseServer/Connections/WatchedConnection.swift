internal import CPlatform
internal import Glibc
internal import RoundhouseModel
internal import Synchronization

/// What other threads may know of a connection: its socket, what it does, and by when it must have done it.
final class WatchedConnection: Sendable {
  /// What the connection is doing. The raw value is the lower part of the word.
  enum Phase: UInt64 {
    /// Accepted, or between two requests.
    case waiting
    /// The headers have come.
    case receiving
    /// The host or a thread works on it, or events are sent; there is no limit of ours.
    case working
    /// A whole answer is on its way.
    case sending
    /// Too late. Its socket is shut.
    case cut
  }

  /// libmicrohttpd's; open as long as this is in the registry.
  let socket: Int32
  let suspension: Suspension
  private let current = Mutex<(any Activity)?>(nil)
  /// `tick of the deadline << 3 | phase`.
  private let word: Atomic<UInt64>
  /// The word when the patrol saw first that the client had hung up.
  private let hangUp = Atomic<UInt64>(.max)

  init(socket: Int32, suspension: Suspension, deadline: UInt64) {
    self.socket = socket
    self.suspension = suspension
    word = Atomic(deadline << 3 | Phase.waiting.rawValue)
  }

  var phase: Phase { Phase(rawValue: word.load(ordering: .acquiring) & 7) ?? .cut }

  var activity: (any Activity)? {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  func takeActivity() -> (any Activity)? { current.withLock { $0.take() } }

  // MARK: On the loop's thread, in the order of a request

  /// The headers have come. The deadline stays what it was.
  func receives() {
    let deadline = word.load(ordering: .relaxed) & ~7
    word.store(deadline | Phase.receiving.rawValue, ordering: .relaxed)
  }

  /// The request is there in whole.
  /// - Returns: false if that was too late, and the client has been told so.
  func works() -> Bool {
    word.exchange(Phase.working.rawValue, ordering: .acquiringAndReleasing) & 7 != Phase.cut.rawValue
  }

  /// An answer of known size is queued. A client must take 64 KiB each second, after the time of a request.
  func sends(_ size: Int, until deadline: UInt64) {
    let perSecond = Nanoseconds.seconds(1) / ServerClock.tick
    let end = deadline + UInt64(size >> 16) * perSecond
    word.store(end << 3 | Phase.sending.rawValue, ordering: .relaxed)
  }

  /// The request is over; another one may follow.
  func waits(until deadline: UInt64) {
    word.store(deadline << 3 | Phase.waiting.rawValue, ordering: .relaxed)
  }

  // MARK: On the patrol's thread

  /// Shuts the socket if the deadline has passed. The loop then finds it closed.
  /// - Returns: whether it was shut now.
  func cutIfLate(_ tick: UInt64, telling answer: [UInt8]) -> Bool {
    let seen = word.load(ordering: .acquiring)
    guard let phase = Phase(rawValue: seen & 7), [.waiting, .receiving, .sending].contains(phase), tick > seen >> 3,
      word.compareExchange(expected: seen, desired: Phase.cut.rawValue, ordering: .acquiringAndReleasing).exchanged
    else { return false }
    if phase != .sending { _ = send(socket, answer, answer.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL)) }
    shutdown(socket, Int32(SHUT_RDWR))
    return true
  }

  /// Shuts the socket of a client that hung up before its request was there in whole, at the second look: what it sent
  /// before may just be on its way to us.
  /// - Returns: whether the client has hung up on something that is being worked on.
  func hungUp() -> Bool {
    let seen = word.load(ordering: .acquiring)
    guard seen & 7 == Phase.waiting.rawValue || seen & 7 == Phase.receiving.rawValue else {
      return seen & 7 == Phase.working.rawValue
    }
    if hangUp.exchange(seen, ordering: .relaxed) == seen, !hasUnread { shutdown(socket, Int32(SHUT_RDWR)) }
    return false
  }

  /// Whether a request is under way, or bytes of one have come that nobody has read yet.
  var isBusy: Bool {
    switch phase {
    case .receiving, .working, .sending: true
    case .cut: false
    case .waiting: hasUnread
    }
  }

  private var hasUnread: Bool {
    var count: Int32 = 0
    return ioctl(socket, UInt(FIONREAD), &count) == 0 && count > 0
  }
}
