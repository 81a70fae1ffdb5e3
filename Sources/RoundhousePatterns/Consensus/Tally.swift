/// Votes, counted. Pure, and the same in whatever order the votes come: sums are of whole numbers.
package struct Tally: Sendable, Equatable {
  /// What one option has.
  package struct Share: Sendable, Equatable {
    package let option: String
    package fileprivate(set) var votes = 0
    fileprivate var micros: Int64 = 0
    fileprivate var sureness: Int64 = 0
    fileprivate var weighedSureness: Int64 = 0

    package var weight: Double { Double(micros) / 1e6 }
    /// Of its voters, on average.
    package var confidence: Double { votes == 0 ? 0 : Double(sureness) / Double(votes) / 1e6 }
  }

  package enum Verdict: Sendable, Equatable {
    case won(String)
    /// Each of these has enough but for the tie; in the order of the options.
    case tied([String])
    case missed(Reason)
  }

  /// Why there is no winner.
  package enum Reason: String, Sendable {
    case tooFewVotes = "too_few_votes"
    case notEnough = "not_enough_agreement"
    case tie
  }

  /// In the order of the options.
  package private(set) var shares: [Share]
  /// Votes that were cast.
  package private(set) var cast = 0
  private let voters: Int
  private var micros: Int64 = 0

  package init(_ votes: [Vote], _ options: [String]) {
    shares = options.map { Share(option: $0) }
    voters = votes.count
    for vote in votes where vote.state == .cast {
      guard let place = shares.firstIndex(where: { $0.option == vote.choice }) else { continue }
      let (weight, sureness) = (Tally.millionths(vote.weight), Tally.millionths(vote.confidence))
      shares[place].votes += 1
      shares[place].micros += weight
      shares[place].sureness += sureness
      shares[place].weighedSureness += weight / 1000 * sureness / 1000
      cast += 1
      micros += weight
    }
  }

  /// Of all voters, how many have taken part.
  package var participation: Double { voters == 0 ? 0 : Double(cast) / Double(voters) }

  /// How much of the weight that was cast an option has.
  package func agreement(on option: String) -> Double {
    guard micros > 0, let share = shares.first(where: { $0.option == option }) else { return 0 }
    return Double(share.micros) / Double(micros)
  }

  /// How sure all together are of an option: what its voters are sure of, over all weight that was cast.
  package func confidence(in option: String) -> Double {
    guard micros > 0, let share = shares.first(where: { $0.option == option }) else { return 0 }
    return min(1, Double(share.weighedSureness) / Double(micros))
  }

  package func verdict(_ rule: ConsensusRule, participation wanted: Double) -> Verdict {
    guard cast > 0, Double(cast) >= wanted * Double(voters) - 1e-9 else { return .missed(.tooFewVotes) }
    let most = shares.map { support(of: $0, rule) }.max() ?? 0
    let best = shares.filter { support(of: $0, rule) == most && $0.votes > 0 }
    if most == 0 || best.isEmpty { return .missed(.notEnough) }
    // All of them have as much, so one stands for all.
    guard suffices(best[0], rule, isTied: best.count > 1) else { return .missed(.notEnough) }
    return best.count == 1 ? .won(best[0].option) : .tied(best.map(\.option))
  }

  /// Of options that are tied, the one whose voters are surest.
  package func surest(of options: [String]) -> String? {
    let tied = shares.filter { options.contains($0.option) }
    // Compared without division: a half is a half, however many have voted.
    return tied.dropFirst().reduce(tied.first) { best, next in
      guard let best else { return next }
      return next.sureness * Int64(best.votes) > best.sureness * Int64(next.votes) ? next : best
    }?.option
  }

  // MARK: The rules

  private func support(of share: Share, _ rule: ConsensusRule) -> Int64 {
    switch rule {
    case .majority, .quorum, .unanimous: Int64(share.votes)
    case .weighted, .threshold: share.micros
    }
  }

  /// - Parameter isTied: of options that are tied half is enough where else more than half is.
  private func suffices(_ share: Share, _ rule: ConsensusRule, isTied: Bool) -> Bool {
    switch rule {
    case .majority: isTied ? 2 * share.votes >= cast : 2 * share.votes > cast
    case .weighted: isTied ? 2 * share.micros >= micros : 2 * share.micros > micros
    case .quorum: true
    case .unanimous: share.votes == cast
    case .threshold(let part): Double(share.micros) >= part * Double(micros) - 0.5
    }
  }

  private static func millionths(_ value: Double) -> Int64 { Int64((min(max(0, value), 1000) * 1e6).rounded()) }
}
