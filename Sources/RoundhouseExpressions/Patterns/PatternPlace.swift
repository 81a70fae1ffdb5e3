/// A condition on the place between two characters.
enum PatternPlace {
  /// `^`, `\A`.
  case start
  /// `$`, `\Z`: a line feed may follow, if it is the last character.
  case endOrLastLineFeed
  /// `\z`.
  case end
  /// `\b`.
  case wordBoundary
  /// `\B`.
  case noWordBoundary
}
