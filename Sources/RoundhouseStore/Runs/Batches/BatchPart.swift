internal import RoundhouseRuns

/// One operation in a batch, not read yet: whoever looks for one run passes over the parts of all others.
struct BatchPart {
  /// The numbers are stored and never change.
  enum Kind: UInt8 {
    case create = 1
    case record = 2
    case change = 3
  }

  let kind: Kind
  let run: RunNumber
  /// The last batch before with something of the same run; 0 for none. For the second part of a run in a batch, the
  /// batch itself.
  let previous: Int64
  /// Where the operation's own bytes lie in the batch.
  let content: Range<Int>
  /// The part with its head.
  let whole: Range<Int>
}
