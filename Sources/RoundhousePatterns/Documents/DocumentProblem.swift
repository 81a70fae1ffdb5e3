internal import RoundhouseModel

/// One thing that is wrong with a document, where, and what to do about it.
package struct DocumentProblem: Sendable, Equatable {
  /// `$.steps[2].dependencies[0]`; `$` is the whole document.
  package var path: String
  /// Both begin at 1.
  package var line: Int
  package var column: Int
  /// What should stand there; where `found` is empty the rule as a whole sentence.
  package var expected: String
  /// What stands there instead.
  package var found: String
  /// What to do, a few words; never empty.
  package var remedy: String
}

extension DocumentProblem {
  init(_ problem: ManifestProblem) {
    let key = problem.key
    self.init(
      path: key.isEmpty ? "$" : key.hasPrefix("[") ? "$\(key)" : "$.\(key)", line: problem.line,
      column: problem.column, expected: problem.expected, found: problem.found, remedy: problem.remedy)
  }
}

extension DocumentProblem: CustomStringConvertible {
  /// The problem in one line: `$.steps[2].dependencies[0]: expected the id of another step, found "bok"; did you mean …`
  package var description: String {
    "\(path): \(found.isEmpty ? expected : "expected \(expected), found \(found)"); \(remedy)"
  }
}
