package import RoundhouseModel

/// All that is wrong with one document, in the order of its text.
package struct DocumentProblems: Error, Sendable, Equatable {
  /// Never empty; at most a hundred.
  package let list: [DocumentProblem]

  init(_ problems: ManifestProblems) { list = problems.list.map { DocumentProblem($0) } }

  init(_ error: JSONError) {
    list = [
      DocumentProblem(
        path: "$", line: error.line, column: error.column,
        expected: "the document is not JSON: line \(error.line), column \(error.column): \(error.message)", found: "",
        remedy: error.remedy)
    ]
  }
}

extension DocumentProblems: CustomStringConvertible {
  /// One problem to a line.
  package var description: String { list.map(\.description).joined(separator: "\n") }
}

extension RoundhouseError {
  /// The first problem, and the others as its cause.
  package init(_ problems: DocumentProblems) {
    let first = problems.list.first
    let others = problems.list.dropFirst().map(\.description)
    self.init(
      .badRequest,
      first.map { "\($0.path): \($0.found.isEmpty ? $0.expected : "expected \($0.expected), found \($0.found)")" }
        ?? "the document was refused",
      remedy: first?.remedy ?? "", cause: others.joined(separator: "\n"))
  }
}
