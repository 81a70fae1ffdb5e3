// SPDX-License-Identifier: Apache-2.0

/// `review.tests`: code was changed and no test was, tests were taken away, or are passed over.
struct TestCheck: Check {
  /// So many added lines of code without a test are more than a slip.
  private static let manyLines = 20

  private static let skips = [
    "it.skip(", "describe.skip(", "test.skip(", "xit(", "xdescribe(", "@Disabled", "@Ignore", "pytest.mark.skip",
    "unittest.skip", "t.Skip(", "#[ignore]", ".disabled(", "XCTSkip(", "it.only(", "describe.only(",
  ].map { Array($0.utf8) }

  func findings(in file: FileChange) -> [Finding] {
    guard TestFile.isOne(file.path), file.language.isCode else { return [] }
    return removal(file) + passedOver(file)
  }

  private func removal(_ file: FileChange) -> [Finding] {
    guard file.kind == .removed else { return [] }
    return [
      Finding(
        file: file.path, line: 1, severity: .major, rule: "tests.removed", message: "a file of tests was taken away",
        suggestion: "say in the description what shows now what it showed")
    ]
  }

  private func passedOver(_ file: FileChange) -> [Finding] {
    file.hunks.flatMap { $0.code(file.language) }.compactMap { line, code in
      guard line.kind == .added, TestCheck.skips.contains(where: { code.code.firstPlace(of: $0) != nil }) else {
        return nil
      }
      return Finding(
        file: file.path, line: line.number, severity: .minor, rule: "tests.skipped",
        message: "tests are passed over, and nobody will notice",
        suggestion: "mend the test, or take it out with its reason")
    }
  }

  func findings(in diff: Diff) -> [Finding] {
    guard !diff.files.contains(where: { TestFile.isOne($0.path) && $0.kind != .removed }) else { return [] }
    let sources = diff.files.filter { $0.language.isCode && $0.kind != .removed && meaningfulLines(of: $0) > 0 }
    guard let largest = sources.max(by: { meaningfulLines(of: $0) < meaningfulLines(of: $1) }) else { return [] }
    let lines = sources.reduce(0) { $0 + meaningfulLines(of: $1) }
    let files = sources.count == 1 ? "one file" : "\(sources.count) files"
    return [
      Finding(
        file: largest.path, line: largest.added.first?.number ?? 1,
        severity: lines >= TestCheck.manyLines ? .major : .minor, rule: "tests.missing",
        message: "\(lines) lines of code were added in \(files), and no test was changed",
        suggestion: "add a test that fails without this change")
    ]
  }

  /// Added lines that do something.
  private func meaningfulLines(of file: FileChange) -> Int {
    file.hunks.reduce(0) { sum, hunk in
      sum
        + hunk.code(file.language).count { line, code in
          line.kind == .added && code.code.contains { $0.isOfName }
        }
    }
  }
}
