// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentText

/// The input of `legal.analyze`.
struct AnalysisRequest: Decodable {
  /// The output of `legal.research`, as far as it is needed.
  struct Research: Decodable {
    struct Line: Decodable { let citation: String }

    let cases: [Line]?
    let statutes: [Line]?
  }

  private let question: String?
  private let message: String?
  private let research: Research?

  private enum CodingKeys: String, CodingKey {
    case question = "query"
    case message, research
  }

  var query: TextQuery { get throws(AgentError) { try TextQuery(legal: question ?? message) } }

  /// What the research found; empty if there was none.
  var citations: Set<String> {
    Set(((research?.cases ?? []) + (research?.statutes ?? [])).map(\.citation))
  }
}
