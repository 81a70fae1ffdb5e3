// SPDX-License-Identifier: Apache-2.0

/// What was changed in one file.
struct FileChange {
  enum Kind { case added, modified, removed, renamed }

  var path: String { didSet { language = Language(path: path) } }
  private(set) var language: Language
  var previousPath: String?
  var kind = Kind.modified
  var isBinary = false
  var hunks: [Hunk] = []
  /// Whether its last hunk has fewer lines than it says.
  var isTruncated = false
  /// Whether the new file's last line has no line end.
  var lacksFinalNewline = false
  /// Lines that look like changes but belong to no hunk.
  var strayLines = 0

  init(path: String) {
    self.path = path
    language = Language(path: path)
  }

  var additions: Int { hunks.reduce(0) { $0 + $1.lines.count { $0.kind == .added } } }
  var deletions: Int { hunks.reduce(0) { $0 + $1.lines.count { $0.kind == .removed } } }
  var added: [DiffLine] { hunks.flatMap { $0.lines.filter { $0.kind == .added } } }
}
