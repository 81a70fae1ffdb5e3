/// An agent's folder, and how it was reached.
struct FolderPlace {
  /// As it is shown.
  let path: String
  let root: SearchRoot
  /// Whether it is in a folder that the operator's `trust` names.
  let isVouchedFor: Bool

  var isTrusted: Bool { root.isTrusted || isVouchedFor }
}
