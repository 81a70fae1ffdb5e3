// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `legal.review`: which clauses a contract has and lacks, and what in them is a risk.
struct Review: Encodable {
  struct Clause: Encodable {
    let type: String
    let name: String
    /// From 1.
    let paragraph: Int
    let excerpt: String
  }

  struct Missing: Encodable {
    let type: String
    let name: String
    let why: String
  }

  struct Risk: Encodable {
    let clause: String
    let severity: Severity
    let message: String
    let suggestion: String
    let paragraph: Int
    let excerpt: String
  }

  enum Recommendation: String, Encodable { case accept, revise, reject }

  /// A text with fewer kinds of clauses is taken for something else.
  private static let leastClauses = 3
  /// A heading, or two phrases.
  private static let leastPoints = 2

  let clauses: [Clause]
  let missing: [Missing]
  /// The gravest first.
  let risks: [Risk]
  let recommendation: Recommendation
  let summary: String
  let confidence: Double

  init(of text: String, _ kinds: [ClauseKind]) {
    let paragraphs = text.paragraphs.enumerated().map { ContractParagraph($1, number: $0 + 1) }
    clauses = kinds.compactMap { Self.clause($0, paragraphs) }
    let isContract = clauses.count >= Self.leastClauses
    let types = Set(clauses.map(\.type))
    missing =
      isContract
      ? kinds.filter { $0.isNeeded && !types.contains($0.type) }.map {
        Missing(type: $0.type, name: $0.name, why: $0.why)
      }
      : []
    let found = isContract ? kinds.flatMap { Self.risks($0, paragraphs) } : []
    risks = Severity.allCases.flatMap { severity in found.filter { $0.severity == severity } }
    let grave = risks.count { $0.severity == .high }
    recommendation = !isContract || grave > 3 ? .reject : grave > 0 || !missing.isEmpty ? .revise : .accept
    summary = isContract ? Self.summary(clauses.count, missing, grave, risks.count) : Self.otherText
    confidence = isContract ? min(0.95, 0.5 + 0.03 * Double(clauses.count)).told : 0.2
  }

  private static let otherText =
    "This does not look like a contract: fewer than \(leastClauses) kinds of clauses were found. Send the whole text."

  /// The paragraph that is most of the kind; nil if none is.
  private static func clause(_ kind: ClauseKind, _ paragraphs: [ContractParagraph]) -> Clause? {
    let points = paragraphs.map { $0.points(for: kind.signs) }
    guard let best = points.indices.max(by: { (points[$0], $1) < (points[$1], $0) }), points[best] >= leastPoints else {
      return nil
    }
    let sign = kind.signs.first { paragraphs[best].holds($0) }
    return Clause(
      type: kind.type, name: kind.name, paragraph: paragraphs[best].number,
      excerpt: paragraphs[best].excerpt(around: sign))
  }

  /// Each risk once, where it is met first.
  private static func risks(_ kind: ClauseKind, _ paragraphs: [ContractParagraph]) -> [Risk] {
    let own = paragraphs.filter { $0.points(for: kind.signs) > 0 }
    return kind.risks.compactMap { risk in
      for paragraph in own where !risk.unless.contains(where: paragraph.holds) {
        guard let sign = risk.signs.first(where: paragraph.holds) else { continue }
        return Risk(
          clause: kind.type, severity: risk.severity, message: risk.message, suggestion: risk.suggestion,
          paragraph: paragraph.number, excerpt: paragraph.excerpt(around: sign))
      }
      return nil
    }
  }

  private static func summary(_ clauses: Int, _ missing: [Missing], _ grave: Int, _ risks: Int) -> String {
    let lacks = missing.isEmpty ? "none is missing" : "missing: \(missing.map(\.name).joined(separator: ", "))"
    return "\(clauses) kinds of clauses were found, \(lacks). Risks: \(risks), of which \(grave) grave."
  }
}
