// SPDX-License-Identifier: Apache-2.0
public import AgentKit

/// The part of a configuration that says where documents lie and how they are read.
public struct LibrarySettings: Decodable, Sendable {
  /// A folder, absolute or within the one of the manifest.
  public let documents: String
  /// How many words a passage has at most, unless one sentence has more.
  public let passageWords: Int
  /// Further phrases to look for, by the word or phrase of a question.
  public let synonyms: [String: [String]]

  /// Reads the documents and builds their index.
  public func library(in folder: String) throws(AgentError) -> Library {
    try Library(DocumentFolder(documents, of: folder).documents(), passagesOfWords: passageWords)
  }

  /// What a question looks for.
  ///
  /// Throws `badRequest` if there are no words in it.
  public func query(_ question: String) throws(AgentError) -> TextQuery {
    let query = TextQuery(question, synonyms: synonyms)
    guard !query.isEmpty else {
      throw AgentError(
        .badRequest, "there is no word in the question to look for; ask with some words", agentCode: "empty_query")
    }
    return query
  }
}
