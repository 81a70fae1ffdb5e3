/// What decides between options that have the same votes, and enough of them but for the tie.
package enum TieBreak: String, Sendable, CaseIterable {
  /// The moderator votes among them.
  case moderator
  /// The one that stands first among the options.
  case firstOption = "first-option"
  /// The one whose voters are surest, on average; the first of these, if that is a tie too.
  case highestConfidence = "highest-confidence"
  /// One more round of discussion and votes, once.
  case again
  /// Nothing: there is no consensus then.
  case none
}
