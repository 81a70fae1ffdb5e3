internal import RoundhouseModel
internal import Synchronization

/// What is written of one run and what it has used: one for all its branches, whatever ends them.
final class Ledger: Sendable {
  private struct State {
    var sequence: Int64 = 0
    /// What is recorded and not yet asked for again, by scope.
    var history: [String: [JournalEntry]] = [:]
    /// Steps of which it is recorded that they were begun, and not what they came to.
    var begun: Set<String> = []
    /// When the events that are recorded were told, by key; in milliseconds since 1970.
    var told: [String: Int64] = [:]
    /// The tries that are recorded and have failed, by the step's key.
    var attempts: [String: [JournalEntry]] = [:]
    var spent = Spending()

    /// A step's outcome takes the place of the record that it was begun.
    mutating func remember(_ entry: JournalEntry, isForgotten: Bool) {
      sequence = max(sequence, entry.sequence)
      spent.add(entry)
      if entry.kind == .event { told[entry.key] = entry.at }
      if entry.kind == .attempt, !isForgotten { attempts[entry.key, default: []].append(entry) }
      guard entry.isAnswer, !isForgotten else { return }
      let scope = StepKey.scope(of: entry.key)
      if entry.status == .started { begun.insert(entry.key) }
      // Few are begun before they end, and a scope may have thousands.
      if entry.status != .started, begun.remove(entry.key) != nil,
        let place = history[scope]?.lastIndex(where: { $0.key == entry.key && $0.status == .started })
      {
        history[scope]?[place] = entry
      } else {
        history[scope, default: []].append(entry)
      }
    }
  }

  private let state: Mutex<State>
  private let calls: Atomic<UInt64>
  private let budget: Budget
  /// When somebody has set the run going again, in milliseconds since 1970; 0 if nobody has.
  let setGoing: Int64
  /// Of the run that started this one; what this one uses, that one has used too.
  private let parent: Ledger?

  /// - Parameter children: what the runs have used that this one has started in earlier lives.
  init(_ budget: Budget, history: [JournalEntry], parent: Ledger?, children: Spending = Spending()) {
    self.budget = budget
    self.parent = parent
    var state = State()
    state.spent = children
    if history.isEmpty {
      setGoing = 0
    } else {
      let again = Again(history)
      setGoing = again.last
      for entry in history { state.remember(entry, isForgotten: again.forgets(entry)) }
    }
    calls = Atomic(state.spent.calls)
    self.state = Mutex(state)
  }

  /// Whether nothing is written yet.
  var isFresh: Bool { state.withLock { $0.sequence == 0 } }

  var spent: Spending {
    var spent = state.withLock { $0.spent }
    spent.calls = calls.load(ordering: .relaxed)
    return spent
  }

  func nextSequence() -> Int64 {
    state.withLock { state in
      state.sequence += 1
      return state.sequence
    }
  }

  /// What is recorded of a scope, once.
  func takeHistory(of scope: String) -> [JournalEntry] {
    state.withLock { $0.history.isEmpty ? [] : $0.history.removeValue(forKey: scope) ?? [] }
  }

  /// When an earlier life of the run has told this; nil if none has.
  func timeTold(_ key: String) -> Int64? { state.withLock { $0.told.isEmpty ? nil : $0.told[key] } }

  /// The tries of a step that failed in earlier lives of the run and were followed by others.
  func attempts(of key: String) -> [JournalEntry] {
    state.withLock { $0.attempts.isEmpty ? [] : $0.attempts[key] ?? [] }
  }

  /// Keys that are recorded and were not asked for again: the code has lost them.
  var unreached: [String] { state.withLock { $0.history.values.flatMap { $0.map(\.key) } }.sorted() }

  /// Takes one call from the budget.
  /// - Returns: what is used up; nil if the call may be made.
  func reserveCall() -> RunFault? {
    if let fault = parent?.reserveCall() { return fault }
    guard calls.add(1, ordering: .relaxed).newValue <= budget.calls else {
      calls.subtract(1, ordering: .relaxed)
      return .overBudget("calls", limit: budget.calls)
    }
    return budget.limitsUsage ? state.withLock { budget.excess(after: $0.spent) } : nil
  }

  func settle(_ usage: Usage) {
    if usage.isNothing { return }
    state.withLock { $0.spent.add(usage) }
    parent?.settle(usage)
  }
}

extension Budget {
  fileprivate var limitsUsage: Bool { tokens != Budget.unlimited || cost != Budget.unlimited }

  /// What has been used up; nil if there is something left of everything.
  fileprivate func excess(after spent: Spending) -> RunFault? {
    if spent.tokens >= tokens { return .overBudget("tokens", limit: tokens) }
    if spent.cost >= cost { return .overBudget("cost", limit: cost) }
    return nil
  }
}

extension Usage {
  fileprivate var isNothing: Bool { inputTokens | outputTokens | costMicros == 0 }
}
