// SPDX-License-Identifier: Apache-2.0

/// All changes that are reviewed together.
struct Diff {
  var files: [FileChange] = []

  var additions: Int { files.reduce(0) { $0 + $1.additions } }
  var deletions: Int { files.reduce(0) { $0 + $1.deletions } }

  /// What could not be read, one sentence each.
  var gaps: [String] {
    var gaps: [String] = []
    let broken = files.filter(\.isTruncated).map(\.path)
    if let first = broken.first {
      gaps.append("Cut off in the midst of a hunk: \(first)\(broken.count > 1 ? " and \(broken.count - 1) more" : "").")
    }
    let strays = files.reduce(0) { $0 + $1.strayLines }
    if strays > 0 { gaps.append("\(strays) lines stand outside of any hunk and were not read.") }
    let unseen = files.count { $0.isBinary }
    if unseen > 0 { gaps.append("\(unseen) binary \(unseen == 1 ? "file was" : "files were") not looked into.") }
    return gaps
  }
}
