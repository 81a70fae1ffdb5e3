import Foundation
import Glibc

/// The processes of this machine, as `/proc` shows them at one moment.
struct ProcessTree {
  struct Entry: Hashable {
    let id: pid_t
    let name: String
    let parent: pid_t
    /// In ticks since the machine started: with it a number that was given anew is told from the old one.
    let began: UInt64
  }

  let entries: [Entry]

  /// Those that have ended and were not waited for are left out.
  init() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    entries = names.compactMap { pid_t($0).flatMap(Self.entry) }
  }

  /// All that a process has started, and what those have.
  func descendants(of root: pid_t) -> Set<Entry> {
    var found: Set<Entry> = []
    var parents: Set<pid_t> = [root]
    while !parents.isEmpty {
      let next = entries.filter { parents.contains($0.parent) && !found.contains($0) }
      found.formUnion(next)
      parents = Set(next.map(\.id))
    }
    return found
  }

  /// `pid (name) state ppid …`, and as the 22nd field when it began; the name may hold spaces and brackets.
  private static func entry(_ id: pid_t) -> Entry? {
    guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
      let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 19, let parent = pid_t(fields[1]), let began = UInt64(fields[19]),
      !["Z", "X"].contains(fields[0])
    else { return nil }
    return Entry(id: id, name: String(text[text.index(after: open)..<close]), parent: parent, began: began)
  }
}
