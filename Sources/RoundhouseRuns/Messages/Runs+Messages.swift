package import RoundhouseModel
internal import Synchronization

extension Runs {
  private enum Delivery {
    case done
    /// The run is on its way out of memory.
    case notYet
  }

  /// Sends something to a run, and returns when it is written down: from then on the run gets it, whatever happens to the
  /// process. It is taken by `Run.receive` of that mailbox, now or later.
  /// - Throws: `unknownRun`; `conflict` if the run is over; `overloaded` if more is unread than a mailbox holds.
  package func send(
    _ number: RunNumber, mailbox: String, _ bytes: [UInt8], from sender: String = ""
  ) async throws(RoundhouseError) {
    guard !mailbox.hasPrefix(OpenReview.prefix) else {
      throw RoundhouseError(
        .badRequest, "\(mailbox) is for decisions",
        remedy: "decide with `roundhouse reviews`, or choose another mailbox")
    }
    try await deliver(number) { mailboxes throws(RoundhouseError) in
      guard mailboxes.unread(in: mailbox) < Runs.largestMailbox else {
        throw RoundhouseError(
          .overloaded, "\(number) has \(Runs.largestMailbox) messages unread in \(mailbox)",
          remedy: "wait until it has read some", isRetryable: true)
      }
      return (mailbox, RunMessage(bytes: bytes, sender: sender, at: 0))
    }
  }

  /// So many messages of one mailbox may be unread.
  private static let largestMailbox = 1000

  /// Puts a message into a run, wherever it is.
  /// - Parameter message: says on the loop's thread what is sent to which mailbox, given what the run waits for; throws if nothing is.
  func deliver(
    _ number: RunNumber, _ message: @escaping @Sendable (Mailboxes) throws(RoundhouseError) -> (String, RunMessage)
  ) async throws(RoundhouseError) {
    for _ in 0..<1000 {
      try await committed()
      let delivery = try await recording { [self] () throws(RoundhouseError) -> (Delivery, RunNumber?) in
        if let living = state.withLock({ $0.living[number] }) {
          guard living.core.fault == nil, !living.isSettled else { return (.notYet, nil) }
          try deliver(message, to: living.core)
        } else {
          try deliver(message, toSleeping: number)
        }
        return (.done, number)
      }
      if case .done = delivery { return }
    }
    throw RoundhouseError(
      .conflict, "\(number) is just ending", remedy: "see `roundhouse runs show \(number)`, and try again")
  }

  private func deliver(
    _ message: (Mailboxes) throws(RoundhouseError) -> (String, RunMessage), to core: RunCore
  ) throws(RoundhouseError) {
    var (mailbox, message) = try message(core.mailboxes)
    message.at = core.put(Mailboxes.key(mailbox), .message, .finished) {
      ($0.body, $0.agent) = (message.bytes, message.sender)
    }
    if let wait = core.mailboxes.put(message, in: mailbox) { core.waits.end(wait) }
  }

  private func deliver(
    _ message: (Mailboxes) throws(RoundhouseError) -> (String, RunMessage), toSleeping number: RunNumber
  ) throws(RoundhouseError) {
    guard let record = try store.run(number) else { throw .unknownRun(number) }
    guard !record.state.isOver else {
      throw RoundhouseError(
        .conflict, "\(number) is over: it is \(record.state.name)", remedy: "see `roundhouse runs show \(number)`")
    }
    var past = try RunPast(of: number, in: store)
    let (mailbox, message) = try message(Mailboxes(past.history))
    var entry = JournalEntry(
      run: number, sequence: (past.history.last?.sequence ?? 0) + 1, key: Mailboxes.key(mailbox), kind: .message,
      status: .finished, at: clock.wallClock / 1_000_000)
    (entry.body, entry.agent) = (message.bytes, message.sender)
    journal.put(.record(entry))
    past.history.append(entry)
    // One that waits in a queue or for a decision finds it when it goes on.
    if record.state == .waiting { wake(record, past) }
  }
}
