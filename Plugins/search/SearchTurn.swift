// SPDX-License-Identifier: Apache-2.0
import AgentText

/// One contribution to a conversation: documents that are new to it.
struct SearchTurn {
  /// How many documents are looked at, so that there is something to say more than once.
  static let reach = 12
  static let leastShare = 0.35
  private static let documentsToName = 3

  private let query: TextQuery
  private let found: [Library.Finding]
  private let news: ArraySlice<Library.Finding>
  private let wantsText: Bool

  init(_ query: TextQuery, found: [Library.Finding], news: [Library.Finding], wantsText: Bool) {
    self.query = query
    self.found = found
    self.news = news.prefix(Self.documentsToName)
    self.wantsText = wantsText
  }

  /// The share of the question that the named documents speak of, or little if there are none.
  var confidence: Double {
    news.isEmpty ? 0.1 : max(0.1, 0.95 * query.coverage(of: news.map { "\($0.passage.title) \($0.passage.text)" }))
  }

  /// - Parameter titles: what to name if nothing was found.
  func answer(among documents: Int, _ titles: [String]) -> SearchAnswer {
    SearchAnswer(
      content: content(among: documents, titles), confidence: confidence.told, handoff: handoff,
      results: SearchResults(Array(news)).results)
  }

  private func content(among documents: Int, _ titles: [String]) -> String {
    guard !found.isEmpty else {
      let subjects = titles.prefix(8).joined(separator: "; ")
      return "I found nothing on \(query.told) in \(documents) documents. They are about: \(subjects)."
    }
    guard !news.isEmpty else { return "I have nothing to add: what I found on \(query.told) has been said." }
    let lines = news.enumerated().map { number, finding in
      let passage = finding.passage
      return "\(number + 1). \(passage.title) (\(passage.document)): \(passage.sentence(for: query))"
    }
    return "On \(query.told) I found:\n" + lines.joined(separator: "\n")
  }

  private var handoff: HandoffSuggestion? {
    guard wantsText, !news.isEmpty else { return nil }
    return HandoffSuggestion(to: "rag-agent", "the documents that were found are to be read closely")
  }
}
