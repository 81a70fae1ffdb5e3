package import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhouseRuns

/// What no message may say.
package struct ContentRules: Sendable {
  /// Whole words and phrases, whatever their case.
  package var words: [String]
  /// Over `{"name", "content"}`: a message for which one holds is refused.
  package var patterns: [Expression]
  /// Characters.
  package var longest: Int
  /// What happens to a message that breaks a rule: it is removed, or all are warned.
  package var action: Intervention.Action

  package init(
    words: [String] = [], patterns: [Expression] = [], longest: Int = 8000, action: Intervention.Action = .remove
  ) {
    self.words = words
    self.patterns = patterns
    self.longest = longest
    self.action = action
  }

  /// - Throws: `.step` with `badRequest` if a pattern fails.
  func intervention(on message: ChatMessage) throws(RunError) -> Intervention? {
    let length = message.content.unicodeScalars.count
    if length > longest { return refusal(message, "it has \(length) characters, and \(longest) are allowed") }
    if let word = words.first(where: { Phrases.contains($0, in: message.content) }) {
      return refusal(message, "it says \"\(word)\"")
    }
    for pattern in patterns where try holds(pattern, message) { return refusal(message, "\(pattern.source) holds") }
    return nil
  }

  private func refusal(_ message: ChatMessage, _ reason: String) -> Intervention {
    Intervention(.content, action, message.sender, reason: reason)
  }

  private func holds(_ pattern: Expression, _ message: ChatMessage) throws(RunError) -> Bool {
    do throws(ExpressionError) { return try pattern.holds(.text(message.json())) } catch {
      throw .step(StepFailure(key: pattern.source, error: RoundhouseError(error)))
    }
  }
}
