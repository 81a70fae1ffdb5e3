/// One thing that is wrong with a manifest, where, and what to do about it.
package struct ManifestProblem: Sendable, Equatable {
  package var path: String
  /// Both begin at 1; 0 if the problem is the file itself.
  package var line: Int
  package var column: Int
  /// `capabilities[1].timeout`; empty if the problem is the text as a whole.
  package var key: String
  /// What should stand there; where `found` is empty the rule as a whole sentence.
  package var expected: String
  package var found: String
  /// What to do, a few words; never empty.
  package var remedy: String

  package init(
    path: String, line: Int = 0, column: Int = 0, key: String = "", expected: String, found: String = "", remedy: String
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.key = key
    self.expected = expected
    self.found = found
    self.remedy = remedy
  }
}

extension ManifestProblem: CustomStringConvertible {
  /// The problem in one line:
  /// `/dir/agent.json:12:14: capabilities[1].timeout: expected a duration such as "30s", found "5 minutes"; write "5m"`
  package var description: String { "\(place): \(message)" }

  /// The problem without its place.
  package var message: String {
    var text = key.isEmpty ? "" : "\(key): "
    text += found.isEmpty ? expected : "expected \(expected), found \(found)"
    return remedy.isEmpty ? text : "\(text); \(remedy)"
  }

  private var place: String { line == 0 ? path : "\(path):\(line):\(column)" }
}

extension ManifestProblem {
  /// A text that is no JSON.
  package init(_ error: JSONError, path: String) {
    self.init(
      path: path, line: error.line, column: error.column, expected: "not valid JSON: \(error.message)",
      remedy: error.remedy)
  }

  /// A schema that is none.
  init(_ error: JSONSchemaError, path: String) {
    self.init(
      path: path, line: error.line, column: error.column, key: error.path, expected: error.message,
      remedy: error.remedy)
  }
}
