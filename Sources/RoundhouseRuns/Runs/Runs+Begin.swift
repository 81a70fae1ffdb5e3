internal import CPlatform
package import RoundhouseModel
internal import Synchronization

extension Runs {
  /// Begins a run and returns when it is written down: from then on it is carried out, whatever happens to the process.
  /// - Throws: `unknownWorkflow`; `storeFull` or what else the store says while it cannot write.
  package func submit(
    _ workflow: String, _ input: [UInt8] = [], _ options: RunOptions = RunOptions()
  ) async throws(RoundhouseError) -> RunNumber {
    let code = try ready(workflow)
    return try await recording { [self] () throws(RoundhouseError) in try beginOnce(code, input, options) }
  }

  /// Begins a run and waits for its end. What the caller has not been told may be lost with the process: the run too.
  package func perform(
    _ workflow: String, _ input: [UInt8] = [], _ options: RunOptions = RunOptions()
  ) async throws(RoundhouseError) -> RunOutcome {
    try await outcome(of: begin(workflow, input, options))
  }

  /// Waits for a run's end.
  package func outcome(of number: RunNumber) async throws(RoundhouseError) -> RunOutcome {
    while true {
      if let living = state.withLock({ $0.living[number] }) {
        let outcome = await living.outcome()
        // A job waits for its turn, another has just left memory.
        if outcome.state != .queued, outcome.state != .waiting { return outcome }
      }
      if try await askStore({ [self] () throws(RoundhouseError) in try wake(number) }) { continue }
      // Both in one turn: between two of them a job's attempt may end and the next begin.
      let (record, isLiving) = try await askStore { [self] () throws(RoundhouseError) in
        // One that waits stays in memory as long as somebody here waits for its end.
        let wasLiving = state.withLock { $0.living[number] != nil }
        let isLiving = try wasLiving ? true : wake(number)
        return (try store.run(number), isLiving)
      }
      guard let record else { throw .unknownRun(number) }
      // A job waits for its turn; and a run may have been begun since it was looked for.
      guard record.state == .queued || isLiving else {
        var outcome = RunOutcome(record)
        // As whoever has waited for it since before the host was stopped is told.
        if record.state == .running, state.withLock({ $0.isStopping }) { outcome.error = RunFault.stopping.error }
        return outcome
      }
      if state.withLock({ $0.isStopping }) { throw RunFault.stopping.error }
      do { try await Task.sleep(for: .milliseconds(20)) } catch {
        throw RoundhouseError(.cancelled, "nobody waits for \(number) any more")
      }
    }
  }

  /// Ends a run that is in memory, as `cancel` does, without waiting for anything.
  package func abandon(_ number: RunNumber, reason: String) {
    state.withLock { $0.living[number] }?.cancel(reason)
  }

  /// Ends a run as soon as its code asks for something more.
  /// - Returns: false if it was over already.
  @discardableResult
  package func cancel(_ number: RunNumber, reason: String) async throws(RoundhouseError) -> Bool {
    // A job between two attempts is in nobody's hands, although it may not be written yet that the first is over.
    while let living = state.withLock({ $0.living[number] }), !living.isQueuedAgain {
      if let isCancelled = living.cancel(reason) { return isCancelled }
      // It is on its way out of memory.
      try await committed()
    }
    return try await recording { [self] () throws(RoundhouseError) in
      let isCancelled = try cancelSleeping(number, reason)
      return (isCancelled, isCancelled ? number : nil)
    }
  }

  /// The workflow's code, if it is known and its runs can be written down.
  func ready(_ workflow: String) throws(RoundhouseError) -> Workflow {
    guard let code = self.workflow(workflow) else { throw .unknownWorkflow(workflow) }
    if let stall = journal.stall.withLock({ $0 }) { throw stall }
    return code
  }

  /// Begins a run, which may be lost with the process until its first step is written down.
  package func begin(
    _ workflow: String, _ input: [UInt8], _ options: RunOptions
  ) async throws(RoundhouseError) -> RunNumber {
    try await begin(ready(workflow), input, options)
  }

  private func begin(
    _ code: Workflow, _ input: [UInt8], _ options: RunOptions
  ) async throws(RoundhouseError) -> RunNumber {
    guard options.key.isEmpty else {
      return try await askStore { [self] () throws(RoundhouseError) in try beginOnce(code, input, options).0 }
    }
    let living = makeRun(code, input, options)
    carryOut(living, code, isNew: true)
    return living.record.number
  }

  /// On the loop, so that of two callers with one key only one begins a run.
  /// - Returns: the run's number, and once more if it is a new one.
  private func beginOnce(
    _ code: Workflow, _ input: [UInt8], _ options: RunOptions
  ) throws(RoundhouseError) -> (RunNumber, new: RunNumber?) {
    if let number = try known(options.key) { return (number, nil) }
    let living = makeRun(code, input, options)
    launch(living, code)
    return (living.record.number, living.record.number)
  }

  /// The run of a caller's own key, if there is one. One that was begun a moment ago may not be written yet.
  func known(_ key: String) throws(RoundhouseError) -> RunNumber? {
    if key.isEmpty { return nil }
    if let number = state.withLock({ $0.byKey[key] }) { return number }
    return try store.run(clientKey: key)?.number
  }

  private func makeRun(_ code: Workflow, _ input: [UInt8], _ options: RunOptions) -> LivingRun {
    let now = clock.wallClock / 1_000_000
    var record = RunRecord(
      number: nextNumber(now), workflow: code.name, version: code.version, state: .running, input: input, created: now)
    record.clientKey = options.key
    record.budget = options.budget
    if let timeout = options.timeout { record.deadline = now + Int64(timeout / 1_000_000) }
    return keep(
      record, deadline: options.timeout.map { clock.now &+ $0 } ?? .max, agents: options.agents ?? code.agents)
  }

  /// Makes a run one that is in memory.
  func keep(
    _ record: RunRecord, deadline: Nanoseconds, past: RunPast = RunPast(), parent: RunCore? = nil,
    agents: (any Invoking)? = nil
  ) -> LivingRun {
    // What a run may ask, its sub-runs may.
    let core = RunCore(
      record.number, agents: parent?.agents ?? agents ?? self.agents, journal: journal, clock: clock,
      ledger: Ledger(record.budget, history: past.history, parent: parent?.ledger, children: past.children),
      mailboxes: Mailboxes(past.history), deadline: deadline, depth: record.budget.depth, runs: self)
    let living = LivingRun(record, core)
    state.withLock { state in
      state.living[record.number] = living
      if !record.clientKey.isEmpty { state.byKey[record.clientKey] = record.number }
      state.lastNumber = max(state.lastNumber, record.number)
    }
    return living
  }

  func nextNumber(_ time: Int64) -> RunNumber {
    state.withLock { state in
      let next = RunNumber(rawValue: state.lastNumber.rawValue + 1)
      // From anywhere within the millisecond: agents know steps by their run's number, and hear of several hosts.
      let isNew = RunNumber(time: time, count: 0) > state.lastNumber
      state.lastNumber = isNew ? max(next, RunNumber(time: time, count: .random(in: 0..<(1 << 19)))) : next
      return state.lastNumber
    }
  }

  func launch(_ living: LivingRun, _ code: Workflow) {
    journal.put(.create(living.record))
    carryOut(living, code)
  }

  /// A run that is in nobody's memory: waiting or blocked.
  private func cancelSleeping(_ number: RunNumber, _ reason: String) throws(RoundhouseError) -> Bool {
    guard let record = try store.run(number) else { throw .unknownRun(number) }
    if record.state.isOver { return false }
    var change = RunChange(record, .cancelled)
    change.ended = clock.wallClock / 1_000_000
    change.error = RunFault.cancelled(reason).error.json
    journal.put(.update(change))
    return true
  }
}

extension RoundhouseError {
  static func unknownRun(_ number: RunNumber) -> RoundhouseError {
    RoundhouseError(.unknownRun, "there is no run \(number)", remedy: "see `roundhouse runs list`")
  }

  static func unknownWorkflow(_ name: String) -> RoundhouseError {
    RoundhouseError(.unknownWorkflow, "there is no workflow \(name)", remedy: "see `roundhouse templates`")
  }
}

extension RunOutcome {
  /// What the store says of a run.
  init(_ record: RunRecord) {
    self.init(number: record.number, state: record.state, output: record.output)
    guard !record.error.isEmpty, let document = try? JSONDocument(parsing: record.error) else { return }
    error = RoundhouseError(stored: document.root)
  }
}
