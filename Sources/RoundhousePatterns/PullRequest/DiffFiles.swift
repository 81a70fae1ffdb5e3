/// Takes a unified diff apart into its files. Pure; any bytes at all end in some list of files, and no line of a diff is
/// lost, whatever its headers claim.
///
/// Lines of a hunk are counted, so that one that looks like a header (`--- a` is how `-- a` is removed) is none. A hunk
/// that claims more lines than it has ends at the first line that cannot be one of a hunk.
struct DiffFiles {
  private var files: [ChangedFile] = []
  /// Where the file begins that is read.
  private var start: Int?
  private var file = ChangedFile(path: "", patch: [])
  /// Whether both names of the file were read, so that others are the next one's.
  private var isNamed = false
  /// Lines of the hunk that are still to come.
  private var left: (old: Int, new: Int) = (0, 0)

  /// The files of a diff, in its order; none if it has no line that names one. What stands before the first, such as a
  /// commit's message, is left out.
  static func split(_ diff: [UInt8]) -> [ChangedFile] {
    var reading = DiffFiles()
    var place = 0
    while place < diff.count {
      let end = diff[place...].firstIndex(of: UInt8(ascii: "\n")) ?? diff.count
      let next = min(end + 1, diff.count)
      reading.read(diff[place..<end], at: place, in: diff, next: next)
      place = next
    }
    reading.finish(at: diff.count, in: diff)
    return reading.files
  }

  private mutating func read(_ line: ArraySlice<UInt8>, at place: Int, in diff: [UInt8], next: Int) {
    if left.old > 0 || left.new > 0, takeHunkLine(line) { return }
    if line.starts(with: "diff --git ".utf8) {
      begin(at: place, in: diff)
      file.path = DiffPath.ofGitHeader(line.dropFirst(11)) ?? ""
    } else if line.starts(with: "--- ".utf8), diff[next...].starts(with: "+++ ".utf8) {
      if start == nil || isNamed { begin(at: place, in: diff) }
      if let path = DiffPath.ofName(line.dropFirst(4)) { file.path = path }
    } else if start == nil {
      return
    } else if line.starts(with: "+++ ".utf8), !isNamed {
      if let path = DiffPath.ofName(line.dropFirst(4)) { file.path = path }
      isNamed = true
    } else if line.starts(with: "rename to ".utf8) {
      file.path = DiffPath.unquoted(line.dropFirst(10))
    } else if line.starts(with: "@@ ".utf8) {
      left = Self.lengths(line) ?? (0, 0)
    }
  }

  private mutating func begin(at place: Int, in diff: [UInt8]) {
    finish(at: place, in: diff)
    (start, isNamed, left) = (place, false, (0, 0))
    file = ChangedFile(path: "", patch: [])
  }

  private mutating func finish(at end: Int, in diff: [UInt8]) {
    guard let start else { return }
    file.patch = Array(diff[start..<end])
    files.append(file)
  }

  /// - Returns: false for what is no line of a hunk: then it has ended before it should.
  private mutating func takeHunkLine(_ line: ArraySlice<UInt8>) -> Bool {
    switch line.first {
    case UInt8(ascii: "+"):
      left.new -= 1
      file.additions += 1
    case UInt8(ascii: "-"):
      left.old -= 1
      file.deletions += 1
    // Some tools take the blank away that an empty line begins with.
    case UInt8(ascii: " "), UInt8(ascii: "\r"), nil: left = (left.old - 1, left.new - 1)
    case UInt8(ascii: "\\"): break
    default:
      left = (0, 0)
      return false
    }
    return true
  }

  /// How many lines a hunk has: `@@ -12,3 +14,5 @@`; a length that is left out is 1.
  private static func lengths(_ line: ArraySlice<UInt8>) -> (old: Int, new: Int)? {
    let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 3)
    guard parts.count >= 3, parts[1].first == UInt8(ascii: "-"), parts[2].first == UInt8(ascii: "+"),
      let old = length(parts[1].dropFirst()), let new = length(parts[2].dropFirst())
    else { return nil }
    return (old, new)
  }

  private static func length(_ range: ArraySlice<UInt8>) -> Int? {
    let parts = range.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ number($0) != nil }) else { return nil }
    return parts.count == 1 ? 1 : number(parts[1])
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.count <= 12 ? Int(String(decoding: digits, as: UTF8.self)) : nil
  }
}
