internal import CPlatform
internal import Glibc

/// The folders that are watched now.
struct WatchSet: ~Copyable {
  private let inotify: Inotify
  /// Absolute.
  private let roots: [String]
  private let limit: Int
  private var folders: [Int32: WatchedFolder] = [:]
  /// Folders that could not be watched because there were too many, as of the last renewal.
  private(set) var leftOut = 0
  /// Whether other folders are to be watched than those that are.
  private(set) var isStale = true

  init(roots: [String], limit: Int = 8192) throws(SystemError) {
    inotify = try Inotify()
    self.roots = roots
    self.limit = limit
  }

  var descriptor: Int32 { inotify.number }
  var count: Int { folders.count }

  /// Takes what has happened, and says what it comes to; nil if nothing has happened.
  mutating func takeEvents() -> FolderNotice? {
    let events = inotify.events()
    if events.isEmpty { return nil }
    var notice = FolderNotice.nothing
    for event in events { notice = max(notice, take(event)) }
    return notice
  }

  private mutating func take(_ event: FolderEvent) -> FolderNotice {
    if event.has(IN_Q_OVERFLOW) {
      isStale = true
      return .change
    }
    guard let folder = folders[event.watch] else { return .nothing }
    if event.has(IN_IGNORED) {
      folders[event.watch] = nil
      isStale = true
    }
    if let path = folder.newFolder(event), watch(newFolder: path) {
      // A manifest that lies there already may have come before the watch.
      let isThere = !event.has(IN_ATTRIB) && (try? FileStatus(path + [UInt8(ascii: "/")] + Scanner.manifestName)) != nil
      return isThere ? .commit : .change
    }
    let notice = folder.notice(event)
    if notice != .nothing, folder.changesWatches(event) { isStale = true }
    return notice
  }

  /// Watches an agent's folder as soon as it is there, so that no look at all folders is needed for it.
  private mutating func watch(newFolder path: [UInt8]) -> Bool {
    var known: [Int32: WatchedFolder] = [:]
    swap(&known, &folders)
    defer { swap(&known, &folders) }
    return watch(path, &known)
  }

  /// Watches all that is to be watched as the folders are now, and nothing else.
  mutating func renew(libraryFolders: [String]) {
    var renewed: [Int32: WatchedFolder] = [:]
    leftOut = 0
    for root in roots { watch(root: root, &renewed) }
    for folder in libraryFolders { watch(Array(folder.utf8), &renewed) }
    for number in folders.keys where renewed[number] == nil { inotify.forget(number) }
    folders = renewed
    isStale = false
  }

  /// Watches a root with the agents' folders in it, and the nearest folder above it that exists.
  private mutating func watch(root: String, _ renewed: inout [Int32: WatchedFolder]) {
    // Twice, because the folder above may have got an heir before it was watched.
    for _ in 0..<2 {
      let (folder, name) = Self.nearestAbove(root)
      watch(Array(folder.utf8), awaiting: Array(name.utf8), &renewed)
    }
    let path = Array(root.utf8)
    guard watch(path, isRoot: true, &renewed), let folder = try? FileDescriptor.folder(path),
      let listing = try? FolderListing(folder, limit: ScanLimits().entries),
      !listing.entries.contains(where: { $0.name == Scanner.manifestName })
    else { return }
    for entry in listing.entries where entry.mayBeFolder { watch(path + [UInt8(ascii: "/")] + entry.name, &renewed) }
  }

  /// The deepest folder above a root that exists, and the entry in it that leads to the root.
  private static func nearestAbove(_ root: String) -> (folder: String, name: Substring) {
    var path = root
    while true {
      let parent = PathText.parent(path)
      let isThere = (try? FileStatus(Array(parent.utf8)))?.kind == .folder
      if isThere || parent == "/" { return (parent, PathText.name(path)) }
      path = parent
    }
  }

  @discardableResult
  private mutating func watch(
    _ path: [UInt8], awaiting name: [UInt8]? = nil, isRoot: Bool = false, _ renewed: inout [Int32: WatchedFolder]
  ) -> Bool {
    guard renewed.count < limit else {
      leftOut += 1
      return false
    }
    let events = name == nil ? WatchedFolder.agentEvents : WatchedFolder.awaitingEvents
    // A folder may be watched for two reasons: the second adds to the first.
    let mask = UInt32(bitPattern: events | IN_ONLYDIR) | UInt32(IN_MASK_ADD)
    do {
      let number = try inotify.watch(path, mask)
      var folder = renewed[number] ?? WatchedFolder(path: path)
      if isRoot { folder.isRoot = true }
      if let name { folder.awaited.insert(name) } else { folder.holdsAgents = true }
      renewed[number] = folder
      return true
    } catch {
      if error.code == ENOSPC || error.code == ENOMEM { leftOut += 1 }
      return false
    }
  }
}
