// SPDX-License-Identifier: Apache-2.0
import AgentText

/// One contribution to a conversation: passages that are new to it.
struct RetrievalTurn {
  /// The output of `chat`, with the passages for whoever goes on.
  struct Answer: Encodable {
    let content: String
    let confidence: Double
    let handoff: HandoffSuggestion?
    let passages: [RetrievalAnswer.Line]
  }

  let answer: Answer

  /// - Parameter candidates: how many passages there were before those that were said already were left out.
  init(_ selection: Selection, of candidates: Int) {
    let lines = RetrievalAnswer(selection).passages
    let content =
      if !lines.isEmpty {
        "The documents say on \(selection.query.told):\n"
          + lines.enumerated().map { "[\($0 + 1)] \($1.text) (\($1.source))" }.joined(separator: "\n")
      } else if candidates > 0 {
        "I have nothing to add: what the documents say on \(selection.query.told) has been said."
      } else {
        "I have no passage on \(selection.query.told); give me documents on it, or ask in other words."
      }
    answer = Answer(
      content: content, confidence: selection.confidence.told,
      handoff: lines.isEmpty ? nil : HandoffSuggestion(to: "llm-agent", "an answer is to be written from passages"),
      passages: lines)
  }
}
