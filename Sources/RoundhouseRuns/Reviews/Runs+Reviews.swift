package import RoundhouseModel
internal import Synchronization

extension Runs {
  /// What persons are asked about now, the runs that were begun first first.
  package func reviews(limit: Int = 100) async throws(RoundhouseError) -> [OpenReview] {
    try await committed()
    var found = await onLoop { [self] () -> [OpenReview] in
      state.withLock { Array($0.living.values) }.flatMap { living in
        living.core.mailboxes.open.compactMap { OpenReview($0, of: living.record.number, living.record.workflow) }
      }
    }
    var query = RunQuery()
    (query.states, query.limit) = ([.waiting], Runs.reviewWave)
    while found.count < limit {
      let wanted = query
      // In turns: runs that go on wait meanwhile.
      let (sleeping, last) = try await askStore { [self] () throws(RoundhouseError) in try sleepingReviews(wanted) }
      found += sleeping
      guard let last else { break }
      query.after = last
    }
    return Array(found.sorted { ($0.run, $0.asked) < ($1.run, $1.asked) }.prefix(limit))
  }

  private static let reviewWave = 50

  /// - Returns: what such runs in the store ask persons about, and the last of the runs; nil if there was none.
  private func sleepingReviews(_ query: RunQuery) throws(RoundhouseError) -> ([OpenReview], RunNumber?) {
    let records = try store.runs(query)
    var found: [OpenReview] = []
    for record in records where state.withLock({ $0.living[record.number] == nil }) {
      found += Mailboxes(try store.journal(of: record.number)).open.compactMap {
        OpenReview($0, of: record.number, record.workflow)
      }
    }
    return (found, records.last?.number)
  }

  /// Decides about something that a run asks a person to look at. Returns when the decision is written down: the run goes
  /// on with it, whatever happens to the process. Seed 004's `submit_feedback`.
  /// - Parameter key: which one, where the run waits for several; empty for the only one.
  /// - Throws: `unknownRun`; `conflict` if the run waits for no such decision, or was told one already.
  package func decide(
    _ number: RunNumber, review key: String = "", _ decision: ReviewDecision
  ) async throws(RoundhouseError) {
    try await deliver(number) { mailboxes throws(RoundhouseError) in
      let open = mailboxes.open.filter(\.isReview)
      let wanted = key.isEmpty ? open : open.filter { $0.key == key }
      guard wanted.count == 1, let wait = wanted.first else { throw .noReview(number, key, open.map(\.key)) }
      guard mailboxes.unread(in: wait.order.mailbox) == 0 else {
        throw RoundhouseError(
          .conflict, "\(wait.key) of \(number) was decided a moment ago",
          remedy: "see `roundhouse runs show \(number)`")
      }
      return (wait.order.mailbox, RunMessage(bytes: decision.json, sender: decision.reviewer, at: 0))
    }
  }

  /// What became of reviews since the host began.
  package var reviewStatistics: ReviewStatistics { reviewCounts.withLock { $0 } }
}

extension RoundhouseError {
  fileprivate static func noReview(_ number: RunNumber, _ key: String, _ open: [String]) -> RoundhouseError {
    if open.isEmpty {
      return RoundhouseError(
        .conflict, "\(number) waits for nobody's decision", remedy: "see `roundhouse reviews list`")
    }
    let names = open.joined(separator: ", ")
    if key.isEmpty {
      return RoundhouseError(.badRequest, "\(number) waits for several decisions", remedy: "say which: \(names)")
    }
    return RoundhouseError(.conflict, "\(number) waits for no decision about \(key)", remedy: "it waits for \(names)")
  }
}
