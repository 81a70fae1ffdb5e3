internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

extension Runs {
  /// So many runs are gone on with before others that are ready get their turn.
  private static let wave = 256

  /// Goes on with every run that an earlier process has left, in the order in which they were begun.
  func resumeAll() async throws(RoundhouseError) {
    var query = RunQuery()
    query.states = [.running]
    query.limit = Runs.wave
    while true {
      let wanted = query
      let last = try await askStore { [self] () throws(RoundhouseError) in try resume(wanted) }
      guard let last else { return }
      query.after = last
    }
  }

  /// Numbers go on where earlier processes have left off, also when the clock was set back since. Before the loop starts.
  func countOn() throws(RoundhouseError) {
    var query = RunQuery()
    (query.isNewestFirst, query.limit) = (true, 1)
    guard let newest = try store.runs(query).first?.number else { return }
    state.withLock { $0.lastNumber = max($0.lastNumber, newest) }
  }

  /// - Returns: the last one; nil if there was none.
  private func resume(_ query: RunQuery) throws(RoundhouseError) -> RunNumber? {
    let records = try store.runs(query)
    for record in records where state.withLock({ $0.living[record.number] == nil }) { try resume(record) }
    return records.last?.number
  }

  func resume(_ record: RunRecord) throws(RoundhouseError) { try resume(record, RunPast(of: record.number, in: store)) }

  func resume(_ record: RunRecord, _ past: RunPast) {
    guard let code = workflow(record.workflow), code.accepts.contains(record.version) else {
      return block(record, .unknownWorkflow(record.workflow, version: record.version))
    }
    let parent = state.withLock { $0.living[record.parent]?.core }
    carryOut(
      keep(record, deadline: monotonic(record), past: past, parent: parent, agents: code.agents), code)
  }

  private func block(_ record: RunRecord, _ fault: RunFault) {
    var change = RunChange(record, .blocked)
    change.error = fault.error.json
    journal.put(.update(change))
  }

  /// A run's stored deadline on the clock that never goes back; it is over if it has passed. A wall clock that was set back
  /// gives a run no more time than it had.
  private func monotonic(_ record: RunRecord) -> Nanoseconds {
    if record.deadline == 0 { return .max }
    let left = record.deadline - clock.wallClock / 1_000_000
    let whole = record.timeout == 0 ? record.deadline - record.created : record.timeout
    return clock.now &+ .milliseconds(UInt64(max(0, min(left, whole))))
  }
}
