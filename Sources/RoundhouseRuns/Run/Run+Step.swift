internal import RoundhouseModel

extension Run {
  /// Runs Swift code whose result is recorded, so that it is not run again.
  package func step(
    _ id: String, _ body: nonisolated(nonsending) () async throws -> [UInt8]
  ) async throws(RunError) -> [UInt8] {
    let key = path(unique(id))
    if let entry = try recorded(key, .step) {
      if entry.status == .failed { throw .step(StepFailure(recorded: entry)) }
      return entry.body
    }
    try core.check()
    let began = core.clock.now
    let result: Result<[UInt8], RunError>
    do { result = .success(try await body()) } catch { result = .failure(RunError(error, step: key)) }
    switch result {
    case .success(let bytes):
      core.put(key, .step, .finished) { ($0.took, $0.body) = (core.clock.now &- began, bytes) }
      try await core.commit()
      return bytes
    case .failure(.step(let failure)):
      core.put(key, .step, .failed) { ($0.took, $0.body) = (core.clock.now &- began, failure.json) }
      try await core.commit()
      throw .step(failure)
    case .failure(let fault): throw fault
    }
  }

  /// The time, the same in every life of the run: milliseconds since 1970.
  package func now() throws(RunError) -> Int64 {
    let key = path(unique("now"))
    if let entry = try recorded(key, .time) { return Int64(String(decoding: entry.body, as: UTF8.self)) ?? entry.at }
    try core.check()
    let now = core.wallTime
    core.put(key, .time, .finished) { $0.body = Array(String(now).utf8) }
    return now
  }

  /// Numbers that are the same in every life of the run, and others in every run.
  package func random(_ id: String = "random") -> SeededGenerator {
    SeededGenerator(UInt64(bitPattern: number.rawValue) ^ Fingerprint.of(Array(path(unique(id)).utf8)))
  }

  /// Which form of a change this run has: one that was begun before the change has 0, a new one the current.
  package func version(_ change: String, current: Int = 1) throws(RunError) -> Int {
    let key = path("version:\(StepKey.part(change))")
    if let entry = recordedIfNext(key, .version) { return Int(String(decoding: entry.body, as: UTF8.self)) ?? 0 }
    if isReplaying { return 0 }
    try core.check()
    core.put(key, .version, .finished) { $0.body = Array(String(current).utf8) }
    return current
  }

  /// Tells whoever listens to the run. With the next commit; told again only if it was lost with it.
  /// - Returns: when it was told, the same in every life of the run: milliseconds since 1970.
  @discardableResult
  package func emit(_ type: String, _ data: [UInt8] = []) throws(RunError) -> Int64 {
    // A replay is not recorded either, and is told the times that stand in its journal.
    guard isTold else {
      // Nobody listens, so it needs no name.
      try core.check()
      return core.wallTime
    }
    let key = path(unique("event:\(type)"))
    if let time = core.ledger.timeTold(key) { return time }
    // Told before what is recorded behind it, so it is there; a journal that has lost it is no reason to tell it now.
    if isReplaying { return answered }
    try core.check()
    return core.put(key, .event, .finished) { $0.body = data }
  }
}
