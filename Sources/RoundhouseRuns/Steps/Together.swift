internal import RoundhouseModel

/// What the failure of one branch means for the others.
package enum Together: Sendable, Equatable {
  /// Nothing: all run to their ends.
  case isolated
  /// The first failure cancels what still runs.
  case failFast
  /// So many successes are enough: the rest is cancelled then, and it fails as soon as they cannot be reached.
  case quorum(Int)

  enum Verdict { case goOn, enough, missed }

  /// Whether the others go on, after so many have ended.
  func verdict(_ succeeded: Int, _ failed: Int, of count: Int) -> Verdict {
    switch self {
    case .isolated: .goOn
    case .failFast: failed > 0 ? .enough : .goOn
    case .quorum(let wanted): succeeded >= wanted ? .enough : count - failed < wanted ? .missed : .goOn
    }
  }
}

extension Outcomes {
  func quorumMissed(_ together: Together, of count: Int) -> RoundhouseError {
    guard case .quorum(let wanted) = together else { return RoundhouseError(.internal, "there was no quorum to miss") }
    let failed = errors.keys.sorted().joined(separator: ", ")
    return RoundhouseError(
      .quorumMissed, "\(wanted) of \(count) were to succeed, and \(failed) failed", remedy: "see their errors",
      hasStarted: true)
  }
}
