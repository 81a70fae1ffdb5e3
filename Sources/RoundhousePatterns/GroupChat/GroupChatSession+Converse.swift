internal import RoundhouseModel
package import RoundhouseRuns

extension GroupChatSession {
  /// Waits for what people say, and lets the participants answer, until nobody says anything any more. It needs no thread
  /// while it waits, and goes on in the next life of the host.
  /// - Throws: `.step` with `badRequest` in a run that is not recorded.
  package func converse(_ settings: SessionSettings) async throws(RunError) -> GroupChatEnd {
    if let end, end.isFinal { return end }
    while true {
      let received = try await run.receive("message", mailbox: SessionSettings.mailbox, within: settings.expiry)
      guard let received else { return .expired }
      let message = SessionMessage(received)
      if message.closes { return .closed }
      if message.content.isEmpty { continue }
      beginDiscussion()
      try hear(message.said(at: time))
      let end = try await discuss(rounds: document.bounds.rounds)
      if end.isFinal { return end }
      // Where the last word that is allowed was the last of its round.
      if let bound = boundMet, bound.isFinal { return bound }
    }
  }
}

extension GroupChatEnd {
  /// Whether a session goes no further; the other ends are of one discussion within it.
  fileprivate var isFinal: Bool {
    switch self {
    case .rounds, .time, .stalled: false
    case .goal, .messages, .tokens, .failed, .closed, .expired: true
    }
  }
}
