internal import CPlatform
package import RoundhouseModel

extension Run {
  /// Asks for a capability: recorded once, retried as the step says, repeated after a crash with the same key.
  /// - Parameter id: the step's name; the capability's if none is given.
  /// - Throws: `.step` with every attempt when the last one has failed, `.run` when the run cannot go on.
  package func call(
    _ capability: String, _ input: [UInt8] = [], id: String? = nil, _ step: Step = Step()
  ) async throws(RunError) -> Payload {
    let name = name(id ?? capability)
    var (key, fingerprint): (String, UInt64) = ("", 0)
    // What is written down nowhere needs no key, unless it fails.
    if core.journal != nil || isReplaying {
      (key, fingerprint) = (path(name.text), Fingerprint.of(input))
      if let known = try await begin(key, fingerprint, input, step) { return try known.get() }
    }
    var began = core.now
    let end = step.within.map { began &+ $0 } ?? .max
    var attempts: [FailedAttempt] = []
    while true {
      try core.reserveCall()
      core.runs?.tellLive(RunEventType.stepStarted, number, step: key)
      let payload: Payload
      let last = min(step.timeout.map { began &+ $0 } ?? .max, end)
      let options = options(key, version: step.version, agent: step.agent, until: last)
      do throws(RoundhouseError) {
        payload = try await core.agents.call(capability, input, options)
      } catch {
        // Whoever ended the run ended the call too; that is no failure of the step.
        try core.check()
        attempts.append(
          FailedAttempt(number: attempts.count + 1, at: core.wallTime, took: core.now &- began, error: error))
        try await retryOrFail(path(name.text), step, attempts, fingerprint, end)
        began = core.now
        continue
      }
      core.ledger.settle(payload.usage)
      if core.journal == nil {
        lastAnswer = core.wallTime
        if !attempts.isEmpty || !lastFailures.isEmpty { lastFailures = attempts }
      } else {
        try await record(payload, key, after: attempts, began, fingerprint)
      }
      return payload
    }
  }

  /// Looks up what is recorded of a call.
  /// - Returns: what it came to; nil if it is to be made.
  private func begin(
    _ key: String, _ fingerprint: UInt64, _ input: [UInt8], _ step: Step
  ) async throws(RunError) -> Result<Payload, RunError>? {
    if let entry = try recorded(key, .call), let known = try known(entry, fingerprint, input, step) {
      lastFailures = earlierAttempts(key)
      return known
    }
    if step.repeats == .atMostOnce, core.journal != nil {
      core.put(key, .call, .started) { $0.fingerprint = fingerprint }
      try await core.commit()
    }
    return nil
  }

  /// Writes down what a call was answered.
  private func record(
    _ payload: Payload, _ key: String, after attempts: [FailedAttempt], _ began: Nanoseconds, _ fingerprint: UInt64
  ) async throws(RunError) {
    lastAnswer = core.put(key, .call, .finished) { entry in
      (entry.attempt, entry.took) = (Int64(attempts.count + 1), core.now &- began)
      (entry.agent, entry.usage, entry.body) = (payload.agent, payload.usage, payload.bytes)
      entry.fingerprint = fingerprint
    }
    lastFailures = earlierAttempts(key) + attempts
    try await core.commit()
  }

  /// What a recorded call came to; nil if it was begun, and may be repeated.
  private func known(
    _ entry: JournalEntry, _ fingerprint: UInt64, _ input: [UInt8], _ step: Step
  ) throws(RunError) -> Result<Payload, RunError>? {
    if entry.fingerprint != fingerprint {
      throw core.fail(
        .diverged(
          scope: scope, position: position, recorded: "\(entry.key) with another input",
          asked: "it with this one: \(String(decoding: input.prefix(200), as: UTF8.self))"))
    }
    switch entry.status {
    case .finished, .skipped:
      return .success(Payload(bytes: entry.body, agent: entry.agent, usage: entry.usage))
    case .failed:
      return .failure(.step(StepFailure(recorded: entry)))
    case .started:
      guard step.repeats == .atMostOnce else { return nil }
      throw core.fail(.inDoubt(entry.key))
    }
  }

  /// - Parameter end: of this attempt, on the monotonic clock; `.max` for none.
  private func options(_ key: String, version: UInt32, agent: String, until end: Nanoseconds) -> CallOptions {
    let last = min(end, core.deadline)
    var options = CallOptions(deadline: last == .max ? 0 : last, version: version, agent: agent)
    // A run that is not recorded has no life after this one, so nobody could ask with the same key again; and what says
    // nothing takes the host's short way.
    if core.journal != nil {
      options.runKey = core.keyPrefix + key
      options.idempotencyKey = options.runKey
    }
    return options
  }

  private func earlierAttempts(_ key: String) -> [FailedAttempt] {
    if core.journal == nil { return [] }
    return core.ledger.attempts(of: key).map { entry in
      let error = (try? JSONDocument(parsing: entry.body)).map { RoundhouseError(stored: $0.root) }
      return FailedAttempt(
        number: Int(entry.attempt), at: entry.at, took: entry.took,
        error: error ?? RoundhouseError(.internal, "the record of a try of \(key) is unreadable"))
    }
  }

  /// Waits as the step says, or throws its failure.
  private func retryOrFail(
    _ key: String, _ step: Step, _ attempts: [FailedAttempt], _ fingerprint: UInt64, _ end: Nanoseconds
  ) async throws(RunError) {
    let error = attempts[attempts.count - 1].error
    if Recoverability.isRecoverable(error, step),
      let delay = step.retry.delay(after: attempts.count, random: Double.random(in: 0..<1)),
      end == .max || core.now &+ delay < end
    {
      core.put(key, .attempt, .failed) { $0.fill(attempts[attempts.count - 1]) }
      if try await pause(delay) { return }
    }
    let failure = StepFailure(key: key, error: error, attempts: attempts)
    lastAnswer = core.put(key, .call, .failed) { entry in
      entry.fill(attempts[attempts.count - 1])
      (entry.fingerprint, entry.body) = (fingerprint, failure.json)
    }
    try await core.commit()
    throw .step(failure)
  }
}
