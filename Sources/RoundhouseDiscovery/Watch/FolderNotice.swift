/// What events in folders come to.
enum FolderNotice: Comparable {
  /// Nothing that a scan would show.
  case nothing
  case change
  /// A manifest has come in whole.
  case commit
}
