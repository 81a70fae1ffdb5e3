// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `document.retrieve`.
struct RetrievalAnswer: Encodable {
  struct Line: Encodable {
    let text: String
    let source: String
    let title: String
    let score: Double
  }

  let passages: [Line]
  /// All passages in one text, numbered, as a model wants to read them.
  let context: String
  let tokens: Int
  let confidence: Double

  init(_ selection: Selection) {
    passages = selection.choices.map {
      Line(text: $0.text, source: $0.passage.document, title: $0.passage.title, score: $0.score.told)
    }
    context = passages.enumerated().map { "[\($0 + 1)] \($1.title): \($1.text)" }.joined(separator: "\n\n")
    tokens = selection.tokens
    confidence = selection.confidence.told
  }
}
