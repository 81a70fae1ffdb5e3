package import RoundhouseModel

/// How a decision is made.
package struct ConsensusSettings: Sendable {
  /// What is voted on; empty takes the topic of the talk.
  package var topic = ""
  /// At least two.
  package var options: [String]
  package var rule: ConsensusRule
  /// The share of voters that must take part, from 0 to 1.
  package var participation: Double
  package var tieBreak: TieBreak
  /// How often is voted at most; before each vote but the first the talk goes on for a round.
  package var rounds: Int
  /// For one vote.
  package var timeout: Nanoseconds = .seconds(30)

  /// Where nobody says what there is to choose from.
  package static let yesOrNo = ["agree", "disagree"]

  /// - Parameter participation: nil takes all for a unanimous decision, and half for any other.
  package init(
    _ options: [String] = ConsensusSettings.yesOrNo, _ rule: ConsensusRule = .majority, participation: Double? = nil,
    tieBreak: TieBreak = .none, rounds: Int = 2
  ) {
    self.options = options
    self.rule = rule
    self.participation = participation ?? rule.usualParticipation
    self.tieBreak = tieBreak
    self.rounds = rounds
  }
}
