internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The one writer of a store: what runs record waits here until the loop has nothing left to run, and is written
/// together. Everything here happens on the loop's thread.
///
/// Whatever is in a batch is kept until it is written: a full disk stalls the runs, and fails none of them.
final class Journal: Sendable {
  let loop: RunLoop
  let store: any RunStore
  /// What cannot be written now; nil while all is well. For whoever asks for a new run.
  let stall = Mutex<RoundhouseError?>(nil)

  // The loop's thread's own.
  private nonisolated(unsafe) var batch: [RunOperation] = []
  private nonisolated(unsafe) var waiting: [UnsafeContinuation<Void, Never>] = []
  private nonisolated(unsafe) var resumed: [UnsafeContinuation<Void, Never>] = []
  private nonisolated(unsafe) var isDue = false
  private nonisolated(unsafe) var hasTimer = false
  /// How often something was written.
  private nonisolated(unsafe) var writings: UInt64 = 0
  private nonisolated(unsafe) var hasRested = false
  private nonisolated(unsafe) var failures: UInt64 = 0
  private nonisolated(unsafe) var nextEntry: Int64
  private nonisolated(unsafe) var tellWritten: @Sendable ([RunOperation]) -> Void = { _ in }
  private nonisolated(unsafe) var tellRefused: @Sendable (RunNumber, RunFault) -> Void = { _, _ in }
  private nonisolated(unsafe) var tellLost: @Sendable (RunFault) -> Void = { _ in }
  /// Runs of which the last batch had something that the store's rules refuse.
  private nonisolated(unsafe) var refused: [RunNumber: RunFault] = [:]
  /// Why nothing will ever be written again.
  private nonisolated(unsafe) var loss: RunFault?

  init(_ store: any RunStore, _ loop: RunLoop) throws(RoundhouseError) {
    self.store = store
    self.loop = loop
    nextEntry = try store.lastEntry + 1
  }

  /// Before the loop starts.
  /// - Parameters:
  ///   - written: is told of each batch, in order.
  ///   - refused: is told of runs that the store does not take, and why.
  ///   - lost: is told once that nothing will ever be written again.
  func listen(
    written: @escaping @Sendable ([RunOperation]) -> Void, refused: @escaping @Sendable (RunNumber, RunFault) -> Void,
    lost: @escaping @Sendable (RunFault) -> Void
  ) {
    (tellWritten, tellRefused, tellLost) = (written, refused, lost)
  }

  /// Goes with the next commit.
  func put(_ operation: RunOperation) {
    // Nothing changes that any more, whoever asks.
    if loss != nil { return }
    assert(loop.isCurrent, "runs record on their loop's thread")
    if case .record(var entry) = operation {
      entry.id = nextEntry
      nextEntry += 1
      return batch.append(.record(entry))
    }
    batch.append(operation)
  }

  /// Returns when all that was put before is written.
  /// - Throws: why nothing of the run was.
  func commit(of number: RunNumber? = nil) async throws(RunError) {
    if let loss { throw .run(loss) }
    assert(loop.isCurrent, "runs wait on their loop's thread")
    // Carries no value: what a continuation carries from thread to thread cannot be followed by Thread Sanitizer.
    await withUnsafeContinuation { waiting.append($0) }
    if let loss { throw .run(loss) }
    if !refused.isEmpty, let number, let fault = refused[number] { throw .run(fault) }
  }

  // MARK: When the loop is idle

  /// Writes what there is if somebody waits for it or it has waited long enough.
  /// - Returns: whether somebody may go on.
  func writeIfDue() -> Bool {
    guard !waiting.isEmpty || isDue else {
      if !batch.isEmpty { setTimer(JournalPause.patience) } else { rest() }
      return false
    }
    // Tried again when the timer says so.
    if failures > 0, !isDue { return false }
    isDue = false
    return write()
  }

  /// Nothing is to be written: the store may tidy, once.
  private func rest() {
    if hasRested { return }
    hasRested = true
    store.rest()
  }

  /// Writes what there is, and nothing more from then on.
  func close(_ reason: RunFault) {
    if !batch.isEmpty || !waiting.isEmpty { _ = write() }
    loss = loss ?? reason
    batch.removeAll()
    _ = resumeAll()
  }

  private func write() -> Bool {
    refused.removeAll()
    do throws(RoundhouseError) {
      if !batch.isEmpty { try writeBatch() }
    } catch {
      return hasFailed(error)
    }
    if failures > 0 {
      failures = 0
      stall.withLock { $0 = nil }
    }
    writings &+= 1
    hasRested = false
    return resumeAll()
  }

  private func writeBatch() throws(RoundhouseError) {
    do throws(RoundhouseError) {
      try store.commit(batch)
    } catch {
      guard error.code == .conflict, !store.isLost else { throw error }
      return try writeApart()
    }
    // Not copied, and its room is used again, unless a listener has put something into the next one.
    var written: [RunOperation] = []
    swap(&written, &batch)
    tellWritten(written)
    written.removeAll(keepingCapacity: true)
    if batch.isEmpty { swap(&written, &batch) }
  }

  /// Each run's part by itself, because the store refuses something of one of them: the others have nothing to do with it.
  private func writeApart() throws(RoundhouseError) {
    while let number = batch.first?.number {
      let part = batch.filter { $0.number == number }.map(numberedAnew)
      do throws(RoundhouseError) {
        try store.commit(part)
        batch.removeAll { $0.number == number }
        tellWritten(part)
      } catch {
        guard error.code == .conflict, !store.isLost else { throw error }
        batch.removeAll { $0.number == number }
        let fault = RunFault(.storeLost, error)
        refused[number] = fault
        tellRefused(number, fault)
      }
    }
  }

  /// Numbers ascend in the order in which records are written, and the parts are written in another order than they were
  /// put in. Nobody has been told the old one.
  private func numberedAnew(_ operation: RunOperation) -> RunOperation {
    guard case .record(var entry) = operation else { return operation }
    entry.id = nextEntry
    nextEntry += 1
    return .record(entry)
  }

  private func resumeAll() -> Bool {
    // Both keep their room.
    swap(&waiting, &resumed)
    for continuation in resumed { continuation.resume() }
    defer { resumed.removeAll(keepingCapacity: true) }
    return !resumed.isEmpty
  }

  private func hasFailed(_ error: RoundhouseError) -> Bool {
    guard !store.isLost else {
      // The store's file was taken over: this host's runs are another's now.
      let fault = RunFault(.storeLost, error)
      loss = fault
      batch.removeAll()
      // Also those that write nothing, because they wait.
      tellLost(fault)
      return resumeAll()
    }
    failures += 1
    stall.withLock { $0 = error }
    setTimer(JournalPause.after(failures))
    return false
  }

  private func setTimer(_ pause: Nanoseconds) {
    guard !hasTimer else { return }
    hasTimer = true
    let before = writings
    _ = loop.add(platform_now() &+ pause) { [self] in
      hasTimer = false
      // What it was set for is written, and what has come since has not waited for as long.
      isDue = failures > 0 || writings == before
    }
  }
}
