// SPDX-License-Identifier: Apache-2.0

/// Reads unified diffs, of git or plain. Nothing makes it fail: what makes no sense is passed over and counted.
struct DiffParser {
  private let bytes: [UInt8]
  private var place = 0
  private(set) var files: [FileChange] = []
  /// Whether the lines that come belong to a binary patch, up to the next file.
  private var isInBinary = false

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func diff(_ bytes: [UInt8]) -> Diff {
    var parser = DiffParser(bytes)
    while let line = parser.nextLine() { parser.read(line) }
    return Diff(files: parser.files)
  }

  /// The change of one file whose hunks stand alone, as in GitHub's `patch`.
  static func change(_ path: String, _ bytes: [UInt8]) -> FileChange {
    var parser = DiffParser(bytes)
    parser.files = [FileChange(path: path)]
    while let line = parser.nextLine() {
      if let header = HunkHeader(line) { parser.readHunk(header) } else { parser.countStray(line) }
    }
    return parser.files[0]
  }

  // MARK: Between hunks

  private mutating func read(_ line: ArraySlice<UInt8>) {
    if line.starts(with: "diff --git ") {
      begin(DiffPath.new(ofGitHeader: line.dropFirst(11)))
    } else if line.starts(with: "--- "), let next = peekLine(), next.starts(with: "+++ ") {
      _ = nextLine()
      name(old: DiffPath.path(line.dropFirst(4)), new: DiffPath.path(next.dropFirst(4)))
    } else if !files.isEmpty {
      readOfFile(line)
    }
  }

  private mutating func readOfFile(_ line: ArraySlice<UInt8>) {
    let last = files.count - 1
    if let header = HunkHeader(line) {
      readHunk(header)
    } else if line.starts(with: "Binary files ") || line.starts(with: "GIT binary patch") {
      files[last].isBinary = true
      isInBinary = true
    } else if line.starts(with: "new file mode ") {
      files[last].kind = .added
    } else if line.starts(with: "deleted file mode ") {
      files[last].kind = .removed
    } else if line.starts(with: "rename from ") {
      files[last].kind = .renamed
      files[last].previousPath = DiffPath.bare(line.dropFirst(12))
    } else if line.starts(with: "rename to ") {
      files[last].path = DiffPath.bare(line.dropFirst(10))
    } else if !isInBinary {
      countStray(line)
    }
  }

  private mutating func begin(_ path: String) {
    files.append(FileChange(path: path))
    isInBinary = false
  }

  private mutating func name(old: String?, new: String?) {
    // Plain diffs have no other line that begins a file.
    if files.last.map({ !$0.hunks.isEmpty || $0.isBinary }) ?? true { begin("") }
    let last = files.count - 1
    files[last].path = new ?? old ?? files[last].path
    if new == nil { files[last].kind = .removed }
    if old == nil { files[last].kind = .added }
  }

  /// Lines that were hidden from the counts of a hunk are at least counted.
  private mutating func countStray(_ line: ArraySlice<UInt8>) {
    // Behind a patch in a mail stands its signature.
    guard line.first == .plus || (line.first == .minus && line.dropFirst() != [.minus, .space]) else { return }
    files[files.count - 1].strayLines += 1
  }

  // MARK: Hunks

  private mutating func readHunk(_ header: HunkHeader) {
    let last = files.count - 1
    var (old, new, number) = (header.oldCount, header.newCount, header.newStart)
    var hunk = Hunk()
    while old > 0 || new > 0 || peekLine()?.first == .backslash, let line = peekLine() {
      switch line.first {
      case nil, .space:
        // Mail programs cut the space off an empty line.
        hunk.lines.append(DiffLine(kind: .context, number: number, text: line.dropFirst()))
        (old, new, number) = (old - 1, new - 1, number + 1)
      case .plus:
        hunk.lines.append(DiffLine(kind: .added, number: number, text: line.dropFirst()))
        (new, number) = (new - 1, number + 1)
      case .minus:
        hunk.lines.append(DiffLine(kind: .removed, number: max(1, number), text: line.dropFirst()))
        old -= 1
      case .backslash:
        if hunk.lines.last?.kind != .removed { files[last].lacksFinalNewline = true }
      default:
        files[last].isTruncated = true
        files[last].hunks.append(hunk)
        return
      }
      _ = nextLine()
    }
    if old > 0 || new > 0 { files[last].isTruncated = true }
    files[last].hunks.append(hunk)
  }

  // MARK: Lines

  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard let line = line() else { return nil }
    place = line.end + 1
    return line.text
  }

  private func peekLine() -> ArraySlice<UInt8>? { line()?.text }

  private func line() -> (text: ArraySlice<UInt8>, end: Int)? {
    guard place < bytes.count else { return nil }
    let end = bytes[place...].firstIndex(of: .newline) ?? bytes.count
    let text = bytes[place..<end]
    return (text.last == .carriageReturn ? text.dropLast() : text, end)
  }
}
