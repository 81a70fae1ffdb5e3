/// One node of a program.
struct Node {
  let operation: Operation
  /// The byte of the source that errors point at.
  let offset: Int32
  /// How many nodes may be at work within one another below this one, itself included.
  let height: Int32
  /// Whether it has exactly one result, or an error.
  let isSingle: Bool
}
