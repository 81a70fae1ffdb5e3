package import RoundhouseModel

/// A manifest or folder that cannot be used, with all that is wrong with it.
package struct RejectedAgent: Sendable, Equatable {
  /// The manifest, or the folder if it could not be looked into.
  package var path: String
  /// The agent's id; empty if the manifest could not be read.
  package var id: String
  /// At least one.
  package var problems: [ManifestProblem]

  package init(path: String, id: String = "", problems: [ManifestProblem]) {
    self.path = path
    self.id = id
    self.problems = problems
  }

  /// The first problem in one line, without the manifest's path, and how many more there are.
  package var reason: String {
    guard let first = problems.first else { return "refused" }
    var text = first
    text.remedy = ""
    var place = first.line == 0 ? "" : "line \(first.line), column \(first.column): "
    if first.path != path { place = "\(first.path)" + (first.line == 0 ? ": " : ":\(first.line):\(first.column): ") }
    let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    return place + text.message + more
  }

  /// What to do about the first problem.
  package var remedy: String { problems.first?.remedy ?? "" }
}

extension RejectedAgent: CustomStringConvertible {
  /// One line: path, place, reason and remedy of the first problem.
  package var description: String {
    "\(path): \(reason)" + (remedy.isEmpty ? "" : "; \(remedy)")
  }
}
