// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The sentences that answer a question, each thing once, in an order in which they can be read.
struct Composition {
  /// From this share of common words on, two sentences say the same.
  private static let repetition = 0.7
  /// A sentence that answers less than this share of what the best one does is left out.
  private static let leastShare = 0.3
  private static let maximumSentences = 50_000

  let query: TextQuery?
  let passages: Int
  private(set) var sentences: [SourceSentence] = []

  /// - Parameter isAllowed: whether a sentence may be used.
  init(
    _ passages: [Passage], for query: TextQuery?, sentences count: Int,
    where isAllowed: (String) -> Bool = { _ in true }
  ) {
    self.query = query
    self.passages = passages.count
    let all = SourceSentence.all(of: passages, limit: Self.maximumSentences)
    let scores = Self.scores(all, query)
    choose(count, from: all.filter { scores[$0.position] > 0 && isAllowed($0.text) }, scores)
    arrange()
  }

  /// The share of the question that the sentences speak of; little if there are none.
  var confidence: Double {
    guard !sentences.isEmpty else { return 0.05 }
    guard let query else { return 0.6 }
    return max(0.1, 0.95 * query.coverage(of: sentences.map { "\($0.passage.title) \($0.text)" }))
  }

  /// How well each sentence answers; 0 means not at all.
  private static func scores(_ all: [SourceSentence], _ query: TextQuery?) -> [Double] {
    let stems = all.map(\.stems)
    let centrality = Centrality(stems).values
    guard let query else {
      return zip(all, centrality).map { ($1 + 0.01) * ($0.leansOnAnother ? 0.6 : 1) }
    }
    let relevance = Relevance(query, among: stems)
    let kind = QuestionKind(query.all)
    return zip(all, centrality).map { sentence, centrality in
      let score = relevance.score(sentence.stems)
      guard score > 0 else { return 0 }
      let fit = kind.factor(sentence.words) { query.weights[$0.stem] == 1 }
      return (score + centrality / 5) * fit * (sentence.leansOnAnother ? 0.6 : 1)
    }
  }

  private mutating func choose(_ count: Int, from all: [SourceSentence], _ scores: [Double]) {
    let order = all.sorted { (scores[$1.position], $0.position) < (scores[$0.position], $1.position) }
    let least = (scores.max() ?? 0) * Self.leastShare
    for sentence in order where sentences.count < count && scores[sentence.position] >= least {
      let isNew = sentences.allSatisfy { $0.sameness(with: sentence) < Self.repetition }
      if isNew { sentences.append(sentence) }
    }
  }

  /// The document with the best sentence first, and within each the order in which they stand there.
  private mutating func arrange() {
    let documents = sentences.map(\.passage.document).distinct
    sentences = documents.flatMap { document in
      sentences.filter { $0.passage.document == document }.sorted { $0.position < $1.position }
    }
  }
}
