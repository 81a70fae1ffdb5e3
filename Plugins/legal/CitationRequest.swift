// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText

/// The input of `legal.cite`: texts to look through, or a question on which authorities are to be cited.
struct CitationRequest: Decodable {
  private static let maximumBytes = 4_000_000

  private let text: String?
  private let citations: [String]?
  private let question: String?
  private let count: Int?

  private enum CodingKeys: String, CodingKey {
    case text, citations, count
    case question = "query"
  }

  /// nil if a question is asked instead.
  var texts: [String]? {
    get throws(AgentError) {
      let texts = (text.map { [$0] } ?? []) + (citations ?? [])
      let bytes = texts.reduce(0) { $0 + $1.utf8.count }
      guard bytes <= Self.maximumBytes else {
        throw AgentError(
          .badRequest, "these texts have \(bytes) bytes, more than \(Self.maximumBytes); send a part at a time",
          agentCode: "too_long")
      }
      guard text == nil, citations == nil else { return texts }
      guard question == nil else { return nil }
      throw AgentError(
        .badRequest, "there is nothing to look through; send a \"text\", \"citations\" or a \"query\"",
        agentCode: "no_text")
    }
  }

  var query: TextQuery { get throws(AgentError) { try TextQuery(legal: question) } }

  var limit: Int {
    get throws(AgentError) {
      let count = count ?? 1_000
      guard 1...10_000 ~= count else {
        throw AgentError(.badRequest, "a count is 1 to 10000, not \(count)", agentCode: "bad_limit")
      }
      return count
    }
  }
}
