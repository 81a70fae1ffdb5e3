internal import CPlatform
package import RoundhouseModel

extension Run {
  /// Waits for a message from outside: `Runs.send`. Those that came before are taken first, in the order in which they
  /// came. A wait that takes long holds no thread and soon no memory, and goes on in the next life of the host.
  /// - Parameters:
  ///   - mailbox: where messages for it are put. One line of a run at a time takes from a mailbox.
  ///   - time: nil waits for as long as the run may take.
  /// - Returns: nil when the time is over.
  package func receive(
    _ id: String, mailbox: String, within time: Nanoseconds? = nil
  ) async throws(RunError) -> RunMessage? {
    try await receive(path(unique(id)), .receive, within: time) { ReceiveOrder(mailbox: mailbox, due: $0) }.message
  }

  /// What a wait has come to.
  struct Received {
    /// nil if nobody has sent anything in time.
    var message: RunMessage?
    /// Since when it was waited for, in milliseconds since 1970; nil if it was looked up in the journal.
    var since: Int64?
  }

  /// Waits for what is sent to a mailbox.
  /// - Parameter order: what stands in the journal of the wait, given until when it lasts.
  func receive(
    _ key: String, _ kind: JournalEntry.Kind, within time: Nanoseconds?, _ order: (Int64) -> ReceiveOrder
  ) async throws(RunError) -> Received {
    let (wait, since): (ReceiveOrder, Int64)
    switch try await begin(key, kind, time, order) {
    case .known(let message): return Received(message: message)
    case .open(let order, let time): (wait, since) = (order, time)
    }
    defer { core.mailboxes.end(key) }
    while true {
      try core.check()
      if let message = core.mailboxes.take(wait.mailbox) {
        lastAnswer = core.put(key, kind, .finished) { ($0.body, $0.agent) = (message.bytes, message.sender) }
        return Received(message: message, since: since)
      }
      let left = wait.due == 0 ? Int64.max : wait.due - core.wallTime
      guard left > 0 else { break }
      guard try await suspend(wait, left) else {
        core.put(key, kind, .failed)
        throw .step(.calledOff(key))
      }
    }
    lastAnswer = core.put(key, kind, .skipped)
    // Another life might find a message that comes now.
    try await core.commit()
    return Received(since: since)
  }

  private enum Begun {
    case known(RunMessage?)
    case open(ReceiveOrder, since: Int64)
  }

  private func begin(
    _ key: String, _ kind: JournalEntry.Kind, _ time: Nanoseconds?, _ order: (Int64) -> ReceiveOrder
  ) async throws(RunError) -> Begun {
    if let entry = try recorded(key, kind) {
      switch entry.status {
      case .finished: return .known(RunMessage(bytes: entry.body, sender: entry.agent, at: entry.at))
      case .skipped: return .known(nil)
      case .failed: throw .step(.calledOff(key))
      case .started: return .open(ReceiveOrder(entry.body), since: entry.at)
      }
    }
    try core.check()
    guard core.journal != nil else { throw .step(.cannotWait(key)) }
    var wait = order(0)
    let now = core.put(key, kind, .started) { entry in
      // From when it stands in the record, to the millisecond.
      wait = order(time.map { entry.at &+ Int64(clamping: $0 / 1_000_000) } ?? 0)
      entry.body = wait.json
    }
    core.mailboxes.begin(OpenWait(key: key, isReview: kind == .review, at: now, order: wait))
    // Whoever is to send something must find that it is waited for, whatever happens to the process.
    try await core.commit()
    return .open(wait, since: now)
  }

  /// No wait is longer at once. Milliseconds.
  private static let dayLong: Int64 = 86_400_000

  /// - Parameter left: milliseconds.
  /// - Returns: false if the branch was called off.
  private func suspend(_ order: ReceiveOrder, _ left: Int64) async throws(RunError) -> Bool {
    let rest = core.rest(until: order.due)
    let goesOn = try await wait(.milliseconds(UInt64(min(left, Run.dayLong)))) { [mailboxes = core.mailboxes] number in
      mailboxes.suspend(order.mailbox, number)
    }
    core.mailboxes.resume(order.mailbox)
    core.lines.goOn(rest)
    return goesOn
  }
}

extension StepFailure {
  fileprivate static func cannotWait(_ key: String) -> StepFailure {
    StepFailure(
      key: key,
      error: RoundhouseError(
        .badRequest, "\(key) waits for somebody, which a run that is not recorded cannot",
        remedy: "submit the run to a host"))
  }
}
