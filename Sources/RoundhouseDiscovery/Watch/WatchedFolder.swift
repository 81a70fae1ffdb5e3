internal import Glibc

/// Why a folder is watched, and which of its events matter for that.
struct WatchedFolder: Equatable {
  let path: [UInt8]
  /// Whether agents may lie in it: then all that happens in it matters.
  var holdsAgents = false
  /// Entries that would be a root, or lead to one.
  var awaited: Set<[UInt8]> = []

  /// All that can finish a manifest or library, take it away, or change who may read it.
  static let agentEvents =
    IN_MOVED_TO | IN_MOVED_FROM | IN_CLOSE_WRITE | IN_DELETE | IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
  static let awaitingEvents = IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF

  /// Whether an event can change what a scan shows.
  func isConcerned(by event: FolderEvent) -> Bool {
    if event.concernsFolder { return true }
    if awaited.contains(event.name) { return true }
    guard holdsAgents, event.name.first != UInt8(ascii: ".") else { return false }
    let isNewFile = event.has(IN_CREATE) && !event.has(IN_ISDIR)
    return isNewFile ? isComplete(event.name) : true
  }

  /// Whether a new entry is there in whole at once, as links are; a file is not before it is closed.
  private func isComplete(_ name: [UInt8]) -> Bool {
    guard let status = try? FileStatus(path + [UInt8(ascii: "/")] + name, followsLinks: false) else { return false }
    return status.kind == .link || status.links > 1
  }
}
