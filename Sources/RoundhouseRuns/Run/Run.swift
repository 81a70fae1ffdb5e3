package import RoundhouseModel

/// One line of steps of one run. Each branch of it has its own.
///
/// It is not Sendable, so that another task cannot use it: the keys of its steps depend on their order, and the compiler
/// refuses whatever would make that order a matter of chance.
package final class Run {
  let core: RunCore
  /// The names of the scopes around its steps; empty for the outermost.
  let scope: String
  private let history: [JournalEntry]
  private(set) var position = 0
  /// When the last call of this line had its outcome, the same in every life of the run: milliseconds since 1970. 0
  /// before the first.
  package var answered: Int64 { lastAnswer }
  var lastAnswer: Int64 = 0
  /// The tries of the last call of this line that failed before it was answered, those of earlier lives included. When
  /// they were, and how long they took, may differ from life to life.
  package var failedAttempts: [FailedAttempt] { lastFailures }
  var lastFailures: [FailedAttempt] = []
  private var names = StepNames()

  init(_ core: RunCore, scope: String = "") {
    self.core = core
    self.scope = scope
    history = core.ledger.takeHistory(of: scope)
  }

  /// A run that is written down nowhere and ends with its caller: for what takes microseconds, and need not survive.
  package static func unrecorded(
    _ agents: any Invoking, clock: any Clock = SystemClock(), budget: Budget = Budget(), timeout: Nanoseconds? = nil
  ) -> Run {
    Run(
      RunCore(
        RunNumber(rawValue: 0), agents: agents, journal: nil, clock: clock,
        ledger: Ledger(budget, history: [], parent: nil), mailboxes: .unreachable,
        deadline: timeout.map { clock.now &+ $0 } ?? .max))
  }

  package var number: RunNumber { core.number }

  /// Whether what it does is written down.
  package var isRecorded: Bool { core.journal != nil }

  /// Whether what it tells is written down, or was in an earlier life.
  package var isTold: Bool { isRecorded || core.isReplay }

  /// When somebody has set the run going again, in milliseconds since 1970; 0 if nobody has. What limits the time of the
  /// whole begins anew then.
  package var setGoing: Int64 { core.ledger.setGoing }

  /// Whether the next step was done before the host ended, and only its outcome is looked up.
  package var isReplaying: Bool { position < history.count }

  /// A line of steps inside of this one: a round, a fallback plan.
  package func scope(_ id: String) -> Run { Run(core, scope: path(unique(id))) }

  // MARK: Keys and what is recorded

  /// The id as it is used in this scope: a second one of the same name gets a number.
  func unique(_ id: String) -> String { name(id).text }

  /// The same where its text may not be needed.
  func name(_ id: String) -> StepName { names.next(id) }

  func path(_ id: String) -> String { StepKey.path(scope, id) }

  /// What is recorded of the next step; nil if it is new.
  /// - Throws: if something else is recorded there.
  func recorded(_ key: String, _ kind: JournalEntry.Kind) throws(RunError) -> JournalEntry? {
    guard position < history.count else { return nil }
    let entry = history[position]
    guard entry.key == key, entry.kind == kind else {
      throw core.fail(
        .diverged(
          scope: scope, position: position + 1, recorded: "\(entry.kind) \(entry.key)", asked: "\(kind) \(key)"))
    }
    position += 1
    lastAnswer = entry.at
    return entry
  }

  /// The next recorded entry if it is this one; nothing is wrong if it is another.
  func recordedIfNext(_ key: String, _ kind: JournalEntry.Kind) -> JournalEntry? {
    guard position < history.count, history[position].key == key, history[position].kind == kind else { return nil }
    position += 1
    return history[position - 1]
  }
}
