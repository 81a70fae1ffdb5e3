// SPDX-License-Identifier: Apache-2.0
import AgentText
import Glibc

/// The passages that answer a question best, each thing once, within limits.
struct Selection {
  struct Choice {
    let passage: Passage
    let text: String
    /// 0 to 1.
    let score: Double
  }

  /// Each passage of a document makes its next ones worth so much less, so that several documents are heard.
  private static let fatigue = 0.8
  /// A passage with less than this share of the best one's score is about something else.
  private static let leastShare = 0.3

  let query: TextQuery
  private(set) var choices: [Choice] = []
  /// Bytes by four, rounded up: near enough for English, and seldom less than a model counts.
  private(set) var tokens = 0
  private var seen: [Fingerprint] = []
  private var uses: [String: Double] = [:]

  /// - Parameter isAllowed: whether a passage may be chosen.
  init(
    _ passages: [Passage], for query: TextQuery, _ limits: SelectionLimits,
    where isAllowed: (Passage) -> Bool = { _ in true }
  ) {
    self.query = query
    let stems = passages.map { "\($0.title) \($0.text)".stems }
    let relevance = Relevance(query, among: stems)
    let all = zip(passages, stems).map { Choice(passage: $0, text: $0.text, score: relevance.score($1)) }
    let least = (all.map(\.score).max() ?? 0) * Self.leastShare
    var rest = all.filter { $0.score > 0 && $0.score >= least && isAllowed($0.passage) }
    while choices.count < limits.passages,
      let best = rest.indices.max(by: { (worth(rest[$0]), $1) < (worth(rest[$1]), $0) })
    {
      add(rest.remove(at: best), limits)
    }
  }

  private func worth(_ choice: Choice) -> Double {
    choice.score * pow(Self.fatigue, uses[choice.passage.document] ?? 0)
  }

  /// Adds a passage, or its beginning, unless it says what another one says or there is no room for it.
  private mutating func add(_ choice: Choice, _ limits: SelectionLimits) {
    let fingerprint = Fingerprint(choice.text)
    guard !seen.contains(where: { $0.sameness(with: fingerprint) >= limits.sameness }),
      let text = choice.text.begin(ofTokens: limits.tokens - tokens)
    else { return }
    seen.append(fingerprint)
    uses[choice.passage.document, default: 0] += 1
    choices.append(Choice(passage: choice.passage, text: text, score: choice.score))
    tokens += text.tokens
  }

  /// The share of the question that the passages speak of; little if there are none.
  var confidence: Double {
    choices.isEmpty ? 0.05 : max(0.1, 0.95 * query.coverage(of: choices.map { "\($0.passage.title) \($0.text)" }))
  }
}

extension String {
  var tokens: Int { (utf8.count + 3) / 4 }

  /// The whole text if it has so few tokens, else as many of its first sentences; nil if not even one fits.
  fileprivate func begin(ofTokens limit: Int) -> String? {
    if tokens <= limit { return self }
    var text = ""
    for sentence in sentences {
      let longer = text.isEmpty ? sentence : "\(text) \(sentence)"
      guard longer.tokens <= limit else { break }
      text = longer
    }
    return text.isEmpty ? nil : text
  }
}
