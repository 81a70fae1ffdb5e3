// SPDX-License-Identifier: Apache-2.0

/// What was said in a conversation, to tell what would be a repetition.
public struct Said: Sendable {
  /// So many words in a row are no accident.
  private static let longestRun = 4
  private let runs: Set<ArraySlice<String>>

  public init(_ conversation: Conversation) {
    let messages = conversation.said.filter { $0.role == .assistant || $0.name != nil }
    runs = messages.reduce(into: []) { runs, message in
      let words = message.content.words
      for length in 1...Self.longestRun { runs.formUnion(Self.runs(of: words, length)) }
    }
  }

  /// Whether all of a text stands in what was said. A text without words always does.
  public func holds(_ text: String) -> Bool {
    let words = text.words
    guard !words.isEmpty else { return true }
    guard !runs.isEmpty else { return false }
    return Self.runs(of: words, min(words.count, Self.longestRun)).allSatisfy(runs.contains)
  }

  private static func runs(of words: [String], _ length: Int) -> [ArraySlice<String>] {
    words.indices.dropLast(length - 1).map { words[$0..<$0 + length] }
  }
}
