internal import CPlatform
internal import Glibc

/// The processes of this machine, as `/proc` shows them at one moment.
struct ProcessTable: Sendable {
  struct Entry: Sendable {
    let id: pid_t
    let name: String
    let parent: pid_t
    let session: pid_t
    let user: uid_t
    /// `Z` has ended and was not waited for.
    let state: Character
  }

  let entries: [Entry]

  static func look() -> ProcessTable {
    guard let folder = opendir("/proc") else { return ProcessTable(entries: []) }
    defer { closedir(folder) }
    var entries: [Entry] = []
    while let item = readdir(folder) {
      if let id = pid_t(DirectoryEntry.name(item)), let entry = entry(id) { entries.append(entry) }
    }
    return ProcessTable(entries: entries)
  }

  /// All that a process has started, and what those have.
  func descendants(of root: pid_t) -> [Entry] {
    var found: [Entry] = []
    var parents: Set<pid_t> = [root]
    while true {
      let next = entries.filter { parents.contains($0.parent) }
      if next.isEmpty { return found }
      found += next
      parents = Set(next.map(\.id))
    }
  }

  /// `pid (name) state ppid pgrp session …`; the name may hold spaces and brackets.
  private static func entry(_ id: pid_t) -> Entry? {
    var status = stat()
    guard stat("/proc/\(id)", &status) == 0, let text = TextFile.read("/proc/\(id)/stat"),
      let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 3, let parent = pid_t(fields[1]), let session = pid_t(fields[3]) else { return nil }
    return Entry(
      id: id, name: String(text[text.index(after: open)..<close]), parent: parent, session: session,
      user: status.st_uid, state: fields[0].first ?? "?")
  }
}
