// SPDX-License-Identifier: Apache-2.0
public import AgentKit

/// Documents in passages, and an index over them. An actor, because SQLite is asked one thing at a time.
public actor Library {
  /// A passage that was found, with BM25's score.
  public struct Finding: Sendable {
    public let passage: Passage
    public let score: Double
  }

  public nonisolated let documents: Int
  private let passages: [Passage]
  private let index: TextIndex

  /// - Parameter words: how long passages are at most, unless one sentence is longer.
  public init(_ documents: [Document], passagesOfWords words: Int) throws(AgentError) {
    let passages = documents.flatMap { $0.passages(ofWords: words) }
    var index = try TextIndex()
    try index.add(passages.enumerated().map { TextIndex.Row($0, title: $1.title, text: $1.text) })
    self.documents = documents.count
    self.passages = passages
    self.index = index
  }

  /// The best passages, best first.
  ///
  /// - Parameter documents: the names of those that are looked at; nil means all.
  public func passages(
    for query: TextQuery, limit: Int, in documents: Set<String>? = nil
  ) throws(AgentError) -> [Finding] {
    let passages = passages
    let matches = try index.matches(for: query, limit: limit) { number in
      documents?.contains(passages[number].document) ?? true
    }
    return matches.map { Finding(passage: passages[$0.number], score: $0.score) }
  }

  /// The best passage of each of the best documents, best first.
  public func documents(for query: TextQuery, limit: Int) throws(AgentError) -> [Finding] {
    var names: Set<String> = []
    let passages = passages
    let matches = try index.matches(for: query, limit: limit) { names.insert(passages[$0].document).inserted }
    return matches.map { Finding(passage: passages[$0.number], score: $0.score) }
  }

  /// The titles in the order of the documents' names.
  public var titles: [String] { passages.map(\.title).distinct }
}
