package import RoundhouseModel

/// What a run may use, or has used. Reserved before a call and settled with what the reply says.
package struct Budget: Sendable, Equatable {
  package static let unlimited = UInt64.max

  package var calls = Budget.unlimited
  /// Of models, in and out.
  package var tokens = Budget.unlimited
  /// Millionths of the operator's currency.
  package var cost = Budget.unlimited
  /// How deep sub-runs and scopes may nest.
  package var depth: UInt64 = 64

  package init() {}
}

/// What a run has used so far.
package struct Spending: Sendable, Equatable {
  package var calls: UInt64 = 0
  package var tokens: UInt64 = 0
  package var cost: UInt64 = 0

  package init() {}

  package mutating func add(_ usage: Usage) {
    tokens &+= usage.inputTokens &+ usage.outputTokens
    cost &+= usage.costMicros
  }

  /// What a record tells of.
  mutating func add(_ entry: JournalEntry) {
    // One that was tried again, or has come to its end.
    if entry.kind == .attempt || entry.kind == .call && entry.status != .started { calls += 1 }
    add(entry.usage)
  }
}
