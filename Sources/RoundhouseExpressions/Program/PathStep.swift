/// One step from a value into it.
struct PathStep {
  enum Target {
    /// The member of that key, a place in the program's list of keys.
    case key(Int)
    /// The element at that place; negative ones count from the end.
    case place(Int)
  }

  let target: Target
  /// Whether a value that cannot be entered gives nothing, instead of an error: `.a?`.
  let isOptional: Bool
}
