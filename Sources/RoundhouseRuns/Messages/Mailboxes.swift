internal import RoundhouseModel
internal import Synchronization

/// What of a run can be seen from outside, and reached: what its lines wait for, and what was sent to it and not taken yet.
final class Mailboxes: Sendable {
  private struct State {
    var unread: [String: [RunMessage]] = [:]
    /// The line that waits for a mailbox, by the number of its wait.
    var readers: [String: UInt64] = [:]
    /// In the order in which they began.
    var open: [OpenWait] = []

    mutating func take(_ mailbox: String) -> RunMessage? {
      guard unread[mailbox]?.isEmpty == false else { return nil }
      return unread[mailbox]?.removeFirst()
    }

    /// What stands in the journal of an earlier life.
    mutating func remember(_ entry: JournalEntry) {
      switch (entry.kind, entry.status) {
      case (.message, _):
        unread[Mailboxes.name(of: entry), default: []].append(
          RunMessage(bytes: entry.body, sender: entry.agent, at: entry.at))
      case (.receive, .started), (.review, .started):
        open.append(
          OpenWait(
            key: entry.key, isReview: entry.kind == .review, at: entry.at, order: ReceiveOrder(entry.body)))
      case (.receive, _), (.review, _):
        guard let place = open.firstIndex(where: { $0.key == entry.key }) else { return }
        let wait = open.remove(at: place)
        if entry.status == .finished { _ = take(wait.order.mailbox) }
      default: break
      }
    }
  }

  private let state: Mutex<State>

  /// - Parameter history: what is recorded of the run.
  init(_ history: [JournalEntry] = []) {
    var state = State()
    for entry in history { state.remember(entry) }
    self.state = Mutex(state)
  }

  /// Of runs that are not recorded: nobody can send them anything, and none of their lines may wait for it.
  static let unreachable = Mailboxes()

  /// The oldest message of a mailbox.
  func take(_ mailbox: String) -> RunMessage? { state.withLock { $0.take(mailbox) } }

  /// - Returns: the wait that ends with it, if anybody waits for it.
  func put(_ message: RunMessage, in mailbox: String) -> UInt64? {
    state.withLock { state in
      state.unread[mailbox, default: []].append(message)
      return state.readers[mailbox]
    }
  }

  /// How many messages of a mailbox were not taken yet.
  func unread(in mailbox: String) -> Int { state.withLock { $0.unread[mailbox]?.count ?? 0 } }

  // MARK: Who waits

  /// What the run's lines wait for, in the order in which they began to.
  var open: [OpenWait] { state.withLock { $0.open } }

  func begin(_ wait: OpenWait) { state.withLock { $0.open.append(wait) } }

  func end(_ key: String) { state.withLock { state in state.open.removeAll { $0.key == key } } }

  /// A line suspends from now on.
  /// - Returns: false if there is something for it already.
  func suspend(_ mailbox: String, _ wait: UInt64) -> Bool {
    state.withLock { state in
      if state.unread[mailbox]?.isEmpty == false { return false }
      state.readers[mailbox] = wait
      return true
    }
  }

  func resume(_ mailbox: String) { state.withLock { _ = $0.readers.removeValue(forKey: mailbox) } }

  /// Whether a line waits for something that is there, and only has not had its turn yet.
  var hasNews: Bool { state.withLock { state in state.readers.keys.contains { state.unread[$0]?.isEmpty == false } } }

  // MARK: As it stands in the journal

  private static let prefix = "message:"

  static func key(_ mailbox: String) -> String { prefix + mailbox }

  private static func name(of entry: JournalEntry) -> String { String(entry.key.dropFirst(prefix.count)) }
}
