internal import Glibc

/// Why a folder is watched, and which of its events matter for that.
struct WatchedFolder: Equatable {
  let path: [UInt8]
  /// Whether agents may lie in it: then all that happens in it matters.
  var holdsAgents = false
  /// Whether agents' folders may lie in it.
  var isRoot = false
  /// Entries that would be a root, or lead to one.
  var awaited: Set<[UInt8]> = []

  /// All that can finish a manifest or library, take it away, or change who may read it.
  static let agentEvents =
    IN_MOVED_TO | IN_MOVED_FROM | IN_CLOSE_WRITE | IN_DELETE | IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF
  static let awaitingEvents = IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF

  /// What an event comes to.
  func notice(_ event: FolderEvent) -> FolderNotice {
    if event.concernsFolder || awaited.contains(event.name) { return .change }
    guard holdsAgents, event.name.first != UInt8(ascii: ".") else { return .nothing }
    let isNewFile = event.has(IN_CREATE) && !event.has(IN_ISDIR)
    if isNewFile, !isComplete(event.name) { return .nothing }
    let isWhole = isNewFile || event.has(IN_MOVED_TO | IN_CLOSE_WRITE)
    return isWhole && Scanner.isManifest(event.name) ? .commit : .change
  }

  /// Whether after an event other folders than before are to be watched.
  func changesWatches(_ event: FolderEvent) -> Bool {
    event.concernsFolder || awaited.contains(event.name) || isRoot
      || holdsAgents && event.has(IN_ISDIR) && !event.name.isEmpty
  }

  /// The path of a folder that an event has brought into a root, or perhaps opened to us; nil if it has brought none.
  func newFolder(_ event: FolderEvent) -> [UInt8]? {
    guard isRoot, event.has(IN_ISDIR), event.has(IN_CREATE | IN_MOVED_TO | IN_ATTRIB),
      event.name.first != UInt8(ascii: "."),
      !awaited.contains(event.name)
    else { return nil }
    return path + [UInt8(ascii: "/")] + event.name
  }

  /// Whether a new entry is there in whole at once, as links are; a file is not before it is closed.
  private func isComplete(_ name: [UInt8]) -> Bool {
    guard let status = try? FileStatus(path + [UInt8(ascii: "/")] + name, followsLinks: false) else { return false }
    return status.kind == .link || status.links > 1
  }
}
