// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `legal.analyze`: what must be shown, what the facts show, and what speaks for and against.
struct Analysis: Encodable {
  struct Issue: Encodable {
    let topic: String
    let question: String
    /// What the facts bear on, and what they leave open.
    let shown: [String]
    let open: [String]
  }

  struct Rule: Encodable {
    let citation: String
    let name: String
    let rule: String
  }

  struct Arguments: Encodable {
    let `for`: [String]
    let against: [String]
  }

  private static let maximumIssues = 3

  let issues: [Issue]
  let rules: [Rule]
  let arguments: Arguments
  let conclusion: String
  let confidence: Double

  init(of query: TextQuery, _ findings: [Corpus.Finding], _ topics: [Topic]) {
    let facts = Set(query.all.stems)
    let chosen = Self.topics(facts, findings, topics)
    let ids = Set(chosen.map(\.id))
    let authorities = findings.map(\.authority).filter { !ids.isDisjoint(with: $0.topics) }
    issues = chosen.map { topic in
      let (met, open) = topic.elements.parted { $0.isMet(by: facts) }
      return Issue(topic: topic.name, question: topic.question, shown: met.map(\.met), open: open.map(\.open))
    }
    rules = authorities.map { Rule(citation: $0.citation, name: $0.name, rule: $0.rule) }
    arguments = Arguments(
      for: issues.flatMap(\.shown) + authorities.map { "\($0.supports) (\($0.named))" },
      against: issues.flatMap(\.open) + authorities.map { "\($0.limits) (\($0.named))" } + Self.warnings(authorities))
    (conclusion, confidence) = Self.conclusion(issues, authorities)
  }

  /// The topics that facts and authorities point to, the best first.
  private static func topics(_ facts: Set<String>, _ findings: [Corpus.Finding], _ topics: [Topic]) -> [Topic] {
    let best = findings.first?.relevance ?? 0
    let scores = topics.map { topic in
      let found = findings.filter { $0.authority.topics.contains(topic.id) }.map(\.relevance).max() ?? 0
      return Double(topic.count(in: facts)) + (best > 0 ? 3 * found / best : 0)
    }
    let order = topics.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    // One word alone points nowhere, and what is far behind the best is another matter.
    let least = max(2, (order.first.map { scores[$0] } ?? 0) * 0.6)
    return order.prefix(maximumIssues).filter { scores[$0] >= least }.map { topics[$0] }
  }

  private static func warnings(_ authorities: [Authority]) -> [String] {
    authorities.filter { $0.status.hasPrefix("overruled") }.map { "\($0.named) was \($0.status)." }
  }

  private static func conclusion(_ issues: [Issue], _ authorities: [Authority]) -> (text: String, confidence: Double) {
    guard let main = issues.first else {
      return ("The question fits no field that is known here; ask with more facts, or ask a lawyer.", 0.1)
    }
    let share = Double(main.shown.count) / Double(max(1, main.shown.count + main.open.count))
    let basis = authorities.first.map { " The first authority to read is \($0.named)." } ?? ""
    let text =
      switch share {
      case 1: "The facts that were given bear on all that must be shown."
      case 0.5...: "The facts that were given support the claim in part; what is open decides."
      default: "The facts that were given do not support the claim yet."
      }
    return (
      "\(main.topic): \(main.question) \(text)\(basis) This is an orientation, not advice.",
      (0.3 + 0.45 * share + (authorities.isEmpty ? 0 : 0.15)).told
    )
  }
}

extension Array {
  /// Those for which something holds, and the others.
  fileprivate func parted(_ holds: (Element) -> Bool) -> (yes: [Element], no: [Element]) {
    (filter(holds), filter { !holds($0) })
  }
}
