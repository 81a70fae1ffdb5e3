internal import RoundhouseModel
internal import RoundhouseRuns
internal import Synchronization

/// Events of a host's runs for one reader: first what the journal has, then what happens.
final class RunFollower: RunEventFeed {
  private struct State {
    /// The last one that is kept and was handed out; nil before it is known where to begin.
    var last: Int64?
    /// Whether all that the journal had was handed out.
    var isUpToDate = false
    var isOver = false
  }

  /// So many are read from the journal at once.
  private static let wave = 500

  private let runs: Runs
  private let filter: EventFilter
  private let subscription: EventSubscription
  private let state: Mutex<State>

  init(_ runs: Runs, _ filter: EventFilter, after: Int64?) {
    self.runs = runs
    self.filter = filter
    // Before the journal is read, so that nothing falls between the two.
    subscription = runs.bus.subscribe(filter)
    state = Mutex(State(last: filter.run == nil ? after : after ?? 0))
  }

  deinit { subscription.cancel() }

  func next(_ done: @escaping @Sendable (Result<[RunEventText]?, RoundhouseError>) -> Void) {
    Task.detached { [self] in
      let result: Result<[RunEventText]?, RoundhouseError>
      do throws(RoundhouseError) { result = .success(try await next()) } catch { result = .failure(error) }
      done(result)
    }
  }

  func cancel() { subscription.cancel() }

  private func next() async throws(RoundhouseError) -> [RunEventText]? {
    while true {
      let state = state.withLock { $0 }
      if state.isOver { return nil }
      guard state.isUpToDate else {
        if let kept = try await fromJournal(after: state.last) { return kept }
        continue
      }
      guard let batch = await subscription.next() else { return nil }
      // What was dropped is in the journal; what is only told live is lost.
      if batch.skipped > 0 {
        self.state.withLock { $0.isUpToDate = false }
      } else if let texts = take(batch.events.filter { $0.id == 0 || $0.id > state.last ?? 0 }) {
        return texts
      }
    }
  }

  /// - Returns: nil if there is nothing new.
  private func fromJournal(after last: Int64?) async throws(RoundhouseError) -> [RunEventText]? {
    guard let last else {
      let end = try await runs.lastEvent()
      state.withLock { ($0.last, $0.isUpToDate) = (end, true) }
      return nil
    }
    var record: RunRecord?
    if let run = filter.run { record = try await runs.record(of: run) }
    let kept = try await runs.events(after: last, filter, limit: Self.wave)
    if kept.count < Self.wave { state.withLock { $0.isUpToDate = true } }
    // Whoever has seen all of a run that is over waits for nothing.
    if kept.isEmpty, let record, record.state.isOver || record.state == .blocked { state.withLock { $0.isOver = true } }
    return take(kept)
  }

  /// Notes what is handed out. Where one run is followed, its end is the end.
  private func take(_ events: [RunEvent]) -> [RunEventText]? {
    guard !events.isEmpty else { return nil }
    state.withLock { state in
      state.last = max(state.last ?? 0, events.map(\.id).max() ?? 0)
      if filter.run != nil { state.isOver = events.last.map { RunEventType.ends.contains($0.type) } ?? false }
    }
    return events.map { event in RunEventText(id: event.id, type: event.type, json: event.json()) }
  }
}
