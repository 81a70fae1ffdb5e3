/// A place of the handle table that a call holds.
struct FFILease {
  enum Kind {
    /// In use; given back at the end.
    case used
    /// In use, and gone if the call succeeds.
    case consumed
    /// For a handle that the call may make.
    case reserved
    /// Made by this call.
    case made
  }

  var kind: Kind
  let place: Int
  /// Where the pointer stands in the call's frame.
  let offset: Int
  let type: Int
}
