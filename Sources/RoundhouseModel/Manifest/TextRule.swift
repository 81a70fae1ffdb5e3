/// What a text of a manifest or configuration must be, and what to write instead of one that is not.
package struct TextRule: Sendable {
  /// What should stand there, after "expected".
  let expected: String
  /// Bytes.
  let maximum: Int
  let isValid: @Sendable (String) -> Bool
  /// What to do about a text that breaks the rule; empty texts stand for all that is no text.
  private let remedy: @Sendable (String) -> String

  /// - Parameters:
  ///   - suggestion: what somebody meant who wrote a text; nil if that is not clear.
  ///   - remedy: what to do where there is no suggestion.
  package init(
    _ expected: String, maximum: Int = 1024, remedy: String,
    suggestion: @escaping @Sendable (String) -> String? = { _ in nil },
    where isValid: @escaping @Sendable (String) -> Bool
  ) {
    self.expected = expected
    self.maximum = maximum
    self.isValid = isValid
    self.remedy = { text in suggestion(text).map { "write \"\($0)\"" } ?? remedy }
  }

  /// The text of a value that satisfies the rule; anything else goes to the problems.
  package func text(_ node: JSONNode, _ problems: inout ManifestProblems) -> String? {
    guard let text = node.string else {
      problems.add(node, expected: expected, remedy: remedy(Self.meant(node)))
      return nil
    }
    guard text.utf8.count <= maximum else {
      problems.add(
        node, expected: "at most \(maximum) bytes", found: "\(text.utf8.count)", remedy: "choose a shorter text")
      return nil
    }
    if isValid(text) { return text }
    problems.add(node, expected: expected, remedy: remedy(text))
    return nil
  }

  /// A number or truth value may be a text that lacks its quotes.
  private static func meant(_ node: JSONNode) -> String {
    switch node.kind {
    case .number, .bool: String(decoding: node.raw, as: UTF8.self)
    default: ""
    }
  }
}
