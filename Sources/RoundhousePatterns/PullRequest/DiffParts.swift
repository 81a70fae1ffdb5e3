/// A diff in parts that reviewers are given one after another, each of whole files.
struct DiffParts: Sendable {
  /// Each is a unified diff; never longer than it may be.
  private(set) var texts: [[UInt8]] = []
  /// Paths of files of which only the beginning is in a part.
  private(set) var cut: [String] = []
  /// Paths of files that are in no part.
  private(set) var skipped: [String] = []

  /// - Parameters:
  ///   - bytes: of a part, at most.
  ///   - count: of parts, at most.
  init(_ files: [ChangedFile], bytes: Int, count: Int) {
    for file in files {
      var patch = file.patch
      if patch.isEmpty {
        skipped.append(file.path)
        continue
      }
      let isLong = patch.count > bytes
      if isLong { patch = Self.beginning(of: patch, bytes) }
      if let last = texts.last, last.count + patch.count <= bytes {
        texts[texts.count - 1] += patch
      } else if texts.count < count {
        texts.append(patch)
      } else {
        skipped.append(file.path)
        continue
      }
      if isLong { cut.append(file.path) }
    }
  }

  /// Whole lines of it.
  private static func beginning(of patch: [UInt8], _ bytes: Int) -> [UInt8] {
    let end = patch[..<bytes].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes
    return Array(patch[..<end])
  }
}
