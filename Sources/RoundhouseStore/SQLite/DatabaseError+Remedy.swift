internal import CSQLite
internal import CPlatform
internal import RoundhouseModel

extension RoundhouseError {
  /// The store's error for people: what it means for them, and what to do next.
  init(_ error: DatabaseError) {
    let path = error.path
    switch error.primaryCode {
    case SQLITE_FULL: self = .diskFull(path, error)
    case SQLITE_IOERR where [ENOSPC, EDQUOT, EFBIG].contains(error.systemError): self = .diskFull(path, error)
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .damaged(path, cause: error.description)
    case SQLITE_BUSY, SQLITE_LOCKED:
      self.init(
        .overloaded, "another program holds \(path)",
        remedy: "end it, a sqlite3 shell perhaps, and ask again", cause: error.description, path: path)
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH:
      self.init(
        .internal, "\(path) cannot be opened for writing",
        remedy: "give this user the right to write the file and its folder, or give another folder with --state",
        cause: error.description, path: path)
    default:
      self.init(
        .internal, "the state in \(path) could not be read or written",
        remedy: "look at the disk and at the system's log; what was confirmed before is kept",
        cause: error.description, path: path)
    }
  }

  /// A file that SQLite cannot trust. It is never repaired or overwritten here.
  static func damaged(_ path: String, cause: String) -> RoundhouseError {
    RoundhouseError(
      .internal, "the state in \(path) is damaged",
      remedy: "stop the host, keep a copy of \(path) and \(path)-wal, then restore a backup, save what "
        + "`sqlite3 \(path) .recover` can read, or move both files away to begin with an empty state",
      cause: cause, path: path)
  }

  private static func diskFull(_ path: String, _ error: DatabaseError) -> RoundhouseError {
    RoundhouseError(
      .storeFull, "no room is left on the disk of \(path)",
      remedy: "make room on that disk and ask again; what was confirmed before is kept", cause: error.description,
      path: path)
  }
}
