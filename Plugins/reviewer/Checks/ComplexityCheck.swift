// SPDX-License-Identifier: Apache-2.0

/// `review.complexity`: functions that were added and are long, deep or have many ways through them.
struct ComplexityCheck: Check {
  let limits: ReviewLimits

  func findings(in file: FileChange) -> [Finding] {
    guard file.language.isCode, file.kind != .removed else { return [] }
    return file.hunks.flatMap { FunctionReader.functions(in: $0, file.language) }.flatMap { findings($0, file.path) }
  }

  private func findings(_ function: AddedFunction, _ path: String) -> [Finding] {
    var findings: [Finding] = []
    func tell(_ rule: String, _ value: Int, _ limit: Int, _ message: String, _ suggestion: String) {
      guard value > limit else { return }
      // Twice as much as is good cannot be an accident.
      findings.append(
        Finding(
          file: path, line: function.line, severity: value > 2 * limit ? .major : .minor, rule: rule,
          message: "\(function.name) \(message); \(limit) are enough", suggestion: suggestion))
    }
    tell(
      "complexity.branches", function.complexity, limits.complexity, "has about \(function.complexity) ways through it",
      "give each decision a function with a name")
    tell(
      "complexity.nesting", function.nesting, limits.nesting, "has blocks \(function.nesting) deep",
      "return early, or move the inner block into a function")
    tell(
      "complexity.length", function.lines, limits.functionLines, "has \(function.lines) lines",
      "split it where a comment would say what comes next")
    return findings
  }
}
