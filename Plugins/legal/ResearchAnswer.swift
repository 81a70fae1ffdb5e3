// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `legal.research`.
struct ResearchAnswer: Encodable {
  struct Line: Encodable {
    let name: String
    let citation: String
    let court: String?
    let year: Int
    let jurisdiction: String
    let holding: String
    let rule: String
    let status: String
    let relevance: Double
  }

  let cases: [Line]
  let statutes: [Line]
  /// The share of the question that the authorities speak of: 0 to 1.
  let confidence: Double

  init(_ findings: [Corpus.Finding], _ query: TextQuery) {
    cases = findings.filter { $0.authority.kind == .case }.map(Line.init)
    statutes = findings.filter { $0.authority.kind == .statute }.map(Line.init)
    let texts = findings.map { "\($0.authority.name) \($0.authority.holding) \($0.authority.rule)" }
    confidence = findings.isEmpty ? 0.05 : max(0.1, 0.95 * query.coverage(of: texts)).told
  }
}

extension ResearchAnswer.Line {
  fileprivate init(_ finding: Corpus.Finding) {
    let authority = finding.authority
    self.init(
      name: authority.name, citation: authority.citation, court: authority.court, year: authority.year,
      jurisdiction: authority.jurisdiction, holding: authority.holding, rule: authority.rule, status: authority.status,
      relevance: finding.relevance.told)
  }
}
