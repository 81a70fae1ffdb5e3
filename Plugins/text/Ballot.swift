// SPDX-License-Identifier: Apache-2.0
public import AgentKit

/// The input of `vote`: what is to be decided after a discussion.
public struct Ballot: Decodable, Sendable {
  private static let mostOptions = 100

  public let topic: String?
  public let options: [String]
  public let messages: [ChatMessage]?

  /// The options, if they can be decided on.
  ///
  /// Throws `badRequest` if there are none or more than a hundred.
  public var checkedOptions: [String] {
    get throws(AgentError) {
      guard 1...Self.mostOptions ~= options.count else {
        throw AgentError(
          .badRequest, "a vote is among 1 to \(Self.mostOptions) options, not \(options.count); send \"options\"",
          agentCode: "bad_options")
      }
      return options
    }
  }

  /// What is asked of documents about one option.
  public func query(for option: String, _ synonyms: [String: [String]]) -> TextQuery {
    TextQuery("\(option) \(topic ?? "")", synonyms: synonyms)
  }

  /// Decides for the option that the discussion and the documents support best; of equals, for the first.
  ///
  /// - Parameters:
  ///   - evidence: how much the documents say on each option: 0 to 1.
  ///   - share: how much documents count beside the discussion: 0 to 1.
  /// - Throws: `badRequest` if the options cannot be decided on.
  public func vote(evidence: [Double], share: Double) throws(AgentError) -> Vote {
    let options = try checkedOptions
    let support = Discussion(messages ?? []).support(for: options)
    let scores = zip(support, evidence).map { $0 * (1 - share) + $1 * share }
    let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
    let others = scores.indices.filter { $0 != best }.map { scores[$0] }
    return Vote(
      choice: options[best], confidence: confidence(scores[best], others),
      reason: reason(
        support[best], isDocumented: evidence[best] > 0 && evidence[best] == evidence.max(),
        lead: scores[best] - (others.max() ?? 0)))
  }

  /// What chance would give for a choice without reasons, and more the further the others are behind.
  private func confidence(_ best: Double, _ others: [Double]) -> Double {
    guard let second = others.max() else { return 1 }
    let lead = (best - second) / max(abs(best) + abs(second), 0.000_1)
    return (1 / Double(options.count) + (0.95 - 1 / Double(options.count)) * min(1, max(0, lead))).told
  }

  private func reason(_ support: Double, isDocumented: Bool, lead: Double) -> String {
    guard options.count > 1 else { return "It is the only option." }
    guard lead > 0 else { return "Discussion and documents support several options alike; this one was named first." }
    var reasons: [String] = []
    if support > 0 { reasons.append("the discussion speaks for it") }
    if isDocumented { reasons.append("the documents say most about it") }
    if reasons.isEmpty { reasons.append("less was said against it than against the others") }
    let text = reasons.joined(separator: ", and ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
