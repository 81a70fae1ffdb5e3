internal import CPlatform
package import RoundhouseModel
internal import Synchronization

// Runs that wait long leave memory, and are back when they are due or somebody sends them something. On the loop's thread.
extension Runs {
  /// How long a run of which every line waits stays in memory; a minute if nothing is said. Before `start`.
  package func keepWaiting(for time: Nanoseconds) { state.withLock { $0.patience = time } }

  /// So many runs in memory are many: what waits leaves at once then.
  private static let crowd = 1000
  /// Shorter waits are not worth it. Milliseconds.
  private static let shortest: Int64 = 1000
  /// No run is looked for later: a clock that is set forward must not make one late. Milliseconds.
  private static let longestSleep: Int64 = 60_000
  /// So many are woken before others get their turn.
  private static let wave = 256

  /// Every line of a run waits for a time or for the outside.
  func hasComeToRest(_ core: RunCore) {
    let (living, patience) = state.withLock { state in
      (state.living[core.number], state.living.count > Runs.crowd ? min(state.patience, .seconds(1)) : state.patience)
    }
    guard let living, living.core === core, living.looksLater() else { return }
    look(at: living, after: patience, moves: core.lines.moves)
  }

  private func look(at living: LivingRun, after time: Nanoseconds, moves: UInt64) {
    _ = loop.add(platform_now() &+ time) { [weak self] in
      guard let self else { return }
      living.hasLooked()
      let lines = living.core.lines
      guard let until = lines.quietUntil else { return }
      // It was busy meanwhile, and has its time from then on.
      guard lines.moves == moves else { return hasComeToRest(living.core) }
      park(living, until: until)
    }
  }

  /// Lets a run out of memory, if nobody waits for it here and it is worth it.
  private func park(_ living: LivingRun, until: Int64) {
    let wakeAt = min(until, living.record.deadline == 0 ? .max : living.record.deadline)
    guard wakeAt == .max || wakeAt - living.core.wallTime > Runs.shortest, !living.core.mailboxes.hasNews,
      living.park(until: wakeAt == .max ? 0 : wakeAt)
    else { return }
    living.core.fail(.parked)
  }

  /// The run's code has ended, because it was let out of memory.
  func leaveMemory(_ living: LivingRun) {
    var change = RunChange(living.record, .waiting)
    change.wakeAt = living.parkedUntil
    journal.put(.update(change))
    if change.wakeAt != 0 { lookForSleepers(at: change.wakeAt) }
  }

  /// Brings a run back to memory.
  func wake(_ record: RunRecord, _ past: RunPast) {
    var record = record
    (record.state, record.wakeAt) = (.running, 0)
    journal.put(.update(RunChange(record, .running)))
    resume(record, past)
  }

  /// Brings a run back that is not in memory, because somebody waits for its end.
  /// - Returns: whether it was waiting.
  func wake(_ number: RunNumber) throws(RoundhouseError) -> Bool {
    guard state.withLock({ $0.living[number] == nil && !$0.isStopping }), let record = try store.run(number),
      record.state == .waiting
    else { return false }
    wake(record, try RunPast(of: number, in: store))
    return true
  }

  /// Wakes all that are due, and comes back when the next one is.
  func wakeSleepers() {
    guard !state.withLock({ $0.isStopping }) else { return }
    var query = RunQuery()
    (query.states, query.wokenBy, query.limit) = ([.waiting], steady.wallClock / 1_000_000, Runs.wave)
    do throws(RoundhouseError) {
      for record in try store.runs(query) where state.withLock({ $0.living[record.number] == nil }) {
        wake(record, try RunPast(of: record.number, in: store))
      }
      // What is woken now is written a little later, and found here until then.
      if let next = try store.nextDue(.waiting) { lookForSleepers(at: max(next, query.wokenBy + Runs.breath)) }
    } catch {
      // The store cannot be read now.
      lookForSleepers(at: query.wokenBy + Runs.shortest)
    }
  }

  /// Milliseconds.
  private static let breath: Int64 = 20

  private func lookForSleepers(at time: Int64) {
    let wait = min(max(time - steady.wallClock / 1_000_000, 0), Runs.longestSleep)
    let moment = platform_now() &+ .milliseconds(UInt64(wait))
    let isFirst = state.withLock { state in
      guard moment < state.nextWaking else { return false }
      state.nextWaking = moment
      return true
    }
    guard isFirst else { return }
    _ = loop.add(moment) { [weak self] in
      self?.state.withLock { $0.nextWaking = .max }
      self?.wakeSleepers()
    }
  }
}
