/// A command line that cannot be understood: exit status 2.
struct UsageError: Error, Equatable {
  /// The command as far as it was understood: `roundhouse agents show`.
  var command: String
  /// One sentence without a final period.
  var message: String
  /// The nearest word that would have been understood; empty if none is near.
  var suggestion = ""
}
