internal import RoundhouseModel

/// How many lines each agent may write, and how many it wrote beyond that.
struct LogBudget {
  /// An agent that lost lines, and how many.
  struct Loss: Equatable {
    var agent: String
    var lines: UInt64
  }

  enum Verdict: Equatable {
    /// Write the line; before it, say how many were left out since the last one.
    case write(leftOut: UInt64)
    case leaveOut
  }

  private struct Account {
    var bucket: TokenBucket
    var leftOut: UInt64 = 0
    /// When the first of them was left out.
    var since: Nanoseconds = 0
  }

  /// Agents with an account of their own; those beyond it share one.
  static let maximumAccounts = 10_000
  static let shared = "(other agents)"
  /// A loss is told after this time even if its agent says nothing more.
  static let patience: Nanoseconds = .seconds(1)

  private let rate: LogRate
  private var accounts: [String: Account] = [:]
  private var losers = 0
  private var lastSweep: Nanoseconds = 0

  init(rate: LogRate) { self.rate = rate }

  /// Decides over one line of an agent.
  mutating func event(_ agent: String, now: Nanoseconds) -> Verdict {
    let name = name(of: agent, now: now)
    var account =
      accounts[name]
      ?? Account(bucket: TokenBucket(perSecond: rate.perSecond, burst: rate.burst, now: now))
    defer { accounts[name] = account }
    if account.bucket.take(now: now) {
      let leftOut = account.leftOut
      if leftOut > 0 { losers -= 1 }
      account.leftOut = 0
      return .write(leftOut: leftOut)
    }
    if account.leftOut == 0 {
      losers += 1
      account.since = now
    }
    account.leftOut += 1
    return .leaveOut
  }

  /// Losses that were not told yet and are older than `patience`, or all of them. Cheap as long as there are none.
  mutating func losses(now: Nanoseconds, all: Bool = false) -> [Loss] {
    guard losers > 0, all || now >= lastSweep + Self.patience else { return [] }
    lastSweep = now
    var losses: [Loss] = []
    for (agent, account) in accounts where account.leftOut > 0 && (all || now >= account.since + Self.patience) {
      losses.append(Loss(agent: agent, lines: account.leftOut))
      accounts[agent]?.leftOut = 0
    }
    losers -= losses.count
    return losses.sorted { $0.agent < $1.agent }
  }

  private mutating func name(of agent: String, now: Nanoseconds) -> String {
    if accounts[agent] != nil || accounts.count < Self.maximumAccounts { return agent }
    // Scanned once for each new agent beyond the maximum, which takes a tenth of a millisecond.
    accounts = accounts.filter { $0.value.leftOut > 0 || !$0.value.bucket.isFull(now: now) }
    return accounts.count < Self.maximumAccounts ? agent : Self.shared
  }
}
