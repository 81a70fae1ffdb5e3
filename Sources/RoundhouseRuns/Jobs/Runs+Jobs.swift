internal import CPlatform
package import RoundhouseModel
internal import Synchronization

// Background jobs: runs that wait in a queue. On the loop's thread but for `enqueue`.
extension Runs {
  /// Puts a run in a queue and returns when it is written down. It is taken when a host has time for it, again when it
  /// fails, and put aside when it keeps failing.
  /// - Throws: `unknownWorkflow`, and what the store says while it cannot write.
  package func enqueue(
    _ workflow: String, _ input: [UInt8] = [], _ options: JobOptions = JobOptions()
  ) async throws(RoundhouseError) -> RunNumber {
    let code = try ready(workflow)
    let number = try await recording { [self] () throws(RoundhouseError) in try enqueueOnce(code, input, options) }
    loop.run { [self] in takeJobs() }
    return number
  }

  private func enqueueOnce(
    _ code: Workflow, _ input: [UInt8], _ options: JobOptions
  ) throws(RoundhouseError) -> (RunNumber, new: RunNumber?) {
    if let number = try known(options.key) { return (number, nil) }
    let now = clock.wallClock / 1_000_000
    var record = RunRecord(
      number: nextNumber(now), workflow: code.name, version: code.version, state: .queued, input: input, created: now)
    record.clientKey = options.key
    record.budget = options.budget
    record.wakeAt = dueTime + Int64(options.delay / 1_000_000)
    if let timeout = options.timeout { record.timeout = Int64(timeout / 1_000_000) }
    record.job.queue = options.queue
    record.job.priority = options.priority
    record.job.retry = options.retry
    journal.put(.create(record))
    if !options.key.isEmpty { state.withLock { $0.byKey[options.key] = record.number } }
    return (record.number, record.number)
  }

  /// Takes as many jobs as there are places for, the most urgent first, and comes back when the next one is due.
  func takeJobs() {
    let free = state.withLock { state in
      state.isStopping || !state.takesJobs
        ? 0 : state.jobLimit - state.living.values.count { !$0.record.job.queue.isEmpty }
    }
    // Without a place, the next one that comes free brings the next look.
    guard free > 0 else { return }
    var query = RunQuery()
    query.states = [.queued]
    query.limit = free
    query.isUrgentFirst = true
    query.wokenBy = dueTime
    do throws(RoundhouseError) {
      let due = try store.runs(query)
      for record in due where state.withLock({ $0.living[record.number] == nil }) { try take(record) }
      if due.count < free, let next = try store.nextDue(.queued) { look(at: next) }
    } catch {
      // The store cannot be read now.
      look(at: query.wokenBy + Runs.patience)
    }
  }

  /// What jobs are due by, in milliseconds since 1970.
  private var dueTime: Int64 { steady.wallClock / 1_000_000 }

  /// Milliseconds. No wait for a job is longer: a clock that is set forward must not make one late.
  private static let longestWait: Int64 = 60_000
  /// How long a store that could not be read is left alone, and one that has not written yet what was taken just now.
  private static let patience: Int64 = 200

  private func take(_ record: RunRecord) throws(RoundhouseError) {
    // First what may fail: what is put is written.
    let past = try RunPast(of: record.number, in: store)
    var record = record
    record.state = .running
    record.job.attempts += 1
    record.deadline = record.timeout == 0 ? 0 : clock.wallClock / 1_000_000 + record.timeout
    journal.put(.update(RunChange(record, .running)))
    resume(record, past)
  }

  /// Looks into the queue again at a time of the wall clock.
  private func look(at time: Int64) {
    let wait = min(max(time - dueTime, Runs.patience), Runs.longestWait)
    let moment = platform_now() &+ .milliseconds(UInt64(wait))
    let isFirst = state.withLock { state in
      // One that comes earlier does for both.
      guard moment < state.nextLook else { return false }
      state.nextLook = moment
      return true
    }
    guard isFirst else { return }
    _ = loop.add(moment) { [weak self] in
      self?.state.withLock { $0.nextLook = .max }
      self?.takeJobs()
    }
  }

  /// When a job that has failed is to be taken again; nil if it is not.
  func nextAttempt(of record: RunRecord, after outcome: RunOutcome) -> Int64? {
    guard !record.job.queue.isEmpty, [.failed, .timedOut].contains(outcome.state),
      let delay = record.job.retry.delay(
        after: Int(clamping: record.job.attempts), random: Double.random(in: 0..<1))
    else { return nil }
    return dueTime + Int64(delay / 1_000_000)
  }
}
