package import RoundhouseModel

extension Runs {
  /// Events that are kept, behind a number, in order. What comes after the last one is told by subscriptions of `bus`.
  /// - Parameter limit: at most so many; fewer only if there are no more.
  package func events(
    after id: Int64, _ filter: EventFilter = EventFilter(), limit: Int = 1000
  ) async throws(RoundhouseError) -> [RunEvent] {
    var events: [RunEvent] = []
    var last = id
    // In waves: runs go on between two of them.
    while events.count < limit {
      let (after, run) = (last, filter.run)
      let entries = try await askStore { [store] () throws(RoundhouseError) in
        guard let run else { return try store.entries(after: after, limit: Runs.wave) }
        return try store.journal(of: run).filter { $0.id > after }
      }
      guard let end = entries.last?.id else { break }
      events += entries.compactMap(JournalEvents.event).filter(filter.matches)
      last = end
    }
    return Array(events.prefix(limit))
  }

  /// The number of the last record that is written.
  package func lastEvent() async throws(RoundhouseError) -> Int64 {
    try await askStore { [store] () throws(RoundhouseError) in try store.lastEntry }
  }

  /// So many records are read at once.
  private static let wave = 1000

  /// Tells of what was written. On the loop's thread.
  func tell(_ written: [RunOperation]) {
    guard bus.isHeard else { return }
    bus.publish(
      written.compactMap { operation in
        guard case .record(let entry) = operation else { return nil }
        return JournalEvents.event(entry)
      })
  }

  /// Tells of something that is not kept.
  func tellLive(_ type: String, _ run: RunNumber, step: String = "") {
    guard bus.isHeard else { return }
    bus.publish([RunEvent(type: type, run: run, step: step, at: clock.wallClock / 1_000_000)])
  }
}
