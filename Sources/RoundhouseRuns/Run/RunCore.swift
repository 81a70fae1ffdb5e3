internal import RoundhouseModel
internal import Synchronization

/// What all branches of one run share: where its calls go, where it is written down, and why it ended.
final class RunCore: Sendable {
  let number: RunNumber
  let agents: any Invoking
  /// nil for a run that is not recorded.
  let journal: Journal?
  let clock: any Clock
  let ledger: Ledger
  /// On the monotonic clock; `.max` for none.
  let deadline: Nanoseconds
  /// How many more runs may be started one inside the other.
  let depth: UInt64
  /// Who begins sub-runs; nil for a run that is not recorded.
  let runs: Runs?
  let waits = RunWaits()
  let lines = RunLines()
  let mailboxes: Mailboxes
  /// The sequence of the last record that another life would make otherwise, and up to where all is written.
  private let lastToldTime = Atomic<Int64>(0)
  private let written = Atomic<Int64>(0)
  /// What stands before a step's key where keys of all runs meet. Empty for a run that is not recorded.
  let keyPrefix: String
  /// Whether nothing is written down, and there is a journal to go by.
  let isReplay: Bool
  private let end = Mutex<RunFault?>(nil)
  /// Whether there is a reason in `end`, for a look without the lock.
  private let hasEnded = Atomic<Bool>(false)

  init(
    _ number: RunNumber, agents: any Invoking, journal: Journal?, clock: any Clock, ledger: Ledger,
    mailboxes: Mailboxes = Mailboxes(), deadline: Nanoseconds = .max, depth: UInt64 = Budget().depth,
    runs: Runs? = nil
  ) {
    self.number = number
    self.agents = agents
    self.journal = journal
    self.clock = clock
    self.ledger = ledger
    self.mailboxes = mailboxes
    self.deadline = deadline
    self.depth = depth
    self.runs = runs
    keyPrefix = journal == nil ? "" : "\(number)/"
    isReplay = journal == nil && !ledger.isFresh
  }

  /// The same run for steps that undo others: what has ended the run does not end these.
  func shielded(until deadline: Nanoseconds) -> RunCore {
    RunCore(
      number, agents: agents, journal: journal, clock: clock, ledger: ledger, mailboxes: mailboxes,
      deadline: deadline, depth: depth, runs: runs)
  }

  // MARK: Ending

  /// The run cannot go on; the first reason counts.
  @discardableResult
  func fail(_ fault: RunFault) -> RunError {
    let first = end.withLock { end in
      if end == nil { end = fault }
      return end ?? fault
    }
    hasEnded.store(true, ordering: .releasing)
    waits.endAll()
    return .run(first)
  }

  var fault: RunFault? { hasEnded.load(ordering: .acquiring) ? end.withLock { $0 } : nil }

  /// Every effect asks this first.
  func check() throws(RunError) {
    if let fault { throw .run(fault) }
    if deadline != .max, clock.now >= deadline { throw fail(.timedOut) }
  }

  /// Takes one call from the budget, before it is made.
  func reserveCall() throws(RunError) {
    try check()
    if let fault = ledger.reserveCall() { throw fail(fault) }
  }

  // MARK: Waiting

  /// A line has nothing to do until a time, or until somebody sends something.
  /// - Parameter due: in milliseconds since 1970; 0 for ever.
  func rest(until due: Int64) -> RunLines.Rest {
    let rest = lines.rest(until: due)
    if lines.quietUntil != nil { runs?.hasComeToRest(self) }
    return rest
  }

  // MARK: Recording

  // Functions of their own, because a call that waits would copy the clock into its frame.
  /// On the monotonic clock.
  @inline(never)
  var now: Nanoseconds { clock.now }

  /// Milliseconds since 1970.
  @inline(never)
  var wallTime: Int64 { clock.wallClock / 1_000_000 }

  /// Records something with the next commit.
  /// - Returns: the time that it is recorded with, in milliseconds since 1970.
  @discardableResult
  func put(
    _ key: String, _ kind: JournalEntry.Kind, _ status: JournalEntry.Status,
    _ fill: (inout JournalEntry) -> Void = { _ in }
  ) -> Int64 {
    let now = wallTime
    guard let journal else { return now }
    var entry = JournalEntry(
      run: number, sequence: ledger.nextSequence(), key: key, kind: kind, status: status, at: now)
    fill(&entry)
    if kind == .time { lastToldTime.store(entry.sequence, ordering: .relaxed) }
    journal.put(.record(entry))
    return now
  }

  /// Whether the run's code knows a time that is not written yet, and would be told another one after a crash.
  var knowsUnwritten: Bool { lastToldTime.load(ordering: .relaxed) > written.load(ordering: .relaxed) }

  /// Returns when all that this run has recorded is written.
  func commit() async throws(RunError) {
    guard let journal else { return }
    let last = lastToldTime.load(ordering: .relaxed)
    do throws(RunError) {
      try await journal.commit(of: number)
      written.max(last, ordering: .relaxed)
    } catch {
      // Code that catches everything must not go on either.
      if case .run(let fault) = error { throw fail(fault) }
      throw error
    }
  }
}
