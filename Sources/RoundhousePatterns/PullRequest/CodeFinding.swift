internal import RoundhouseModel

/// Something that a reviewer has found in a change.
package struct CodeFinding: Sendable, Equatable {
  /// Empty for the change as a whole.
  package var file: String
  /// Of the new file, from 1; 0 for the file as a whole.
  package var line: Int
  package var severity: FindingSeverity
  /// The reviewer's name for what it looks for, such as `secrets.aws-key`; may be empty.
  package var rule: String
  package var message: String
  /// What to do about it; may be empty.
  package var suggestion: String
  /// The reviewers' ids, in their order.
  package internal(set) var foundBy: [String]

  /// A finding as a reviewer tells it; nil if it says nothing.
  init?(_ node: JSONNode, by reviewer: String) {
    guard let message = node["message"]?.string ?? node.string, !message.isEmpty else { return nil }
    file = node["file"]?.string ?? node["path"]?.string ?? ""
    line = Int(clamping: max(0, node["line"]?.int ?? 0))
    severity = FindingSeverity(word: node["severity"]?.string ?? "")
    rule = node["rule"]?.string ?? ""
    self.message = message
    suggestion = node["suggestion"]?.string ?? ""
    foundBy = [reviewer]
  }

  /// `auth.py:12`
  package var place: String { line == 0 ? file : "\(file):\(line)" }

  /// `{"file", "line", "severity", "rule", "message", "suggestion", "found_by": [ids]}`
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("file", file)
    json.member("line", line)
    json.member("severity", severity.rawValue)
    json.member("rule", rule)
    json.member("message", message)
    if !suggestion.isEmpty { json.member("suggestion", suggestion) }
    json.member("found_by", foundBy)
    json.endObject()
  }
}
