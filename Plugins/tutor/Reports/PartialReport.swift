// SPDX-License-Identifier: Apache-2.0

/// What one agent has found, as far as it says it in the members that all of them have.
struct PartialReport: Decodable {
  struct Insight: Decodable {
    let type: String
    let message: String
  }

  private enum CodingKeys: CodingKey { case summary, advice, insights, score }

  let summary: String?
  let advice: [String]
  let insights: [Insight]
  let score: Double?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    summary = try? container.decode(String.self, forKey: .summary)
    advice = (try? container.decode([String].self, forKey: .advice)) ?? []
    insights = (try? container.decode([Insight].self, forKey: .insights)) ?? []
    score = try? container.decode(Double.self, forKey: .score)
  }
}
