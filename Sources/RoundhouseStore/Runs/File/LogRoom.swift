/// The room that the log's file has. It is made in long steps ahead of the log, as zeros: to flush what is written into
/// room that a file has takes a quarter less than to flush what makes the file longer.
///
/// SQLite ends its log where a page does not have the present log's mark, so zeros behind it mean nothing. Lengths are in
/// pages of the log.
struct LogRoom {
  private static let shortestStep: Int32 = 64
  private static let longestStep: Int32 = 512
  /// Bytes of the file's header, and of a page with its own.
  private static let header: Int64 = 32
  private static let page: Int64 = 4096 + 24

  /// Beyond this the log is moved into the file, and begins anew.
  private let limit: Int32
  private var length: Int32 = 0
  /// At which length of the log the file is looked at next.
  private var next: Int32 = 0

  init(_ settings: RunStoreSettings) { limit = settings.longLog }

  /// After a commit. Room that cannot be made is missed by nobody: the log makes it itself.
  mutating func keepAhead(of length: Int32, in database: borrowing Database) {
    // The log has begun anew, and its file may have been cut.
    if length < self.length { next = 0 }
    self.length = length
    guard length >= next, length < limit else { return }
    let step = min(max(length, Self.shortestStep), Self.longestStep)
    let wanted = Self.header + Self.page * Int64(length + min(step, limit - length))
    let there = Int32(clamping: (database.lengthenLog(to: wanted) - Self.header) / Self.page)
    next = max(there - step / 4, length + step / 4)
  }
}
