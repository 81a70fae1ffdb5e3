// SPDX-License-Identifier: Apache-2.0

/// A few sentences of a document.
public struct Passage: Sendable, Equatable {
  /// The document's name, or whoever said it.
  public let document: String
  public let title: String
  public let text: String

  public init(document: String, title: String, text: String) {
    self.document = document
    self.title = title
    self.text = text
  }

  /// The sentence that has most to do with a query, and of equals the first.
  public func sentence(for query: TextQuery) -> String {
    let sentences = text.sentences
    let stems = sentences.map(\.stems)
    let relevance = Relevance(query, among: stems)
    let scores = stems.map(relevance.score)
    return sentences.indices.max { (scores[$0], -$0) < (scores[$1], -$1) }.map { sentences[$0] } ?? text
  }
}
