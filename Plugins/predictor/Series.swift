// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of each capability: numbers, or answers that are right (1) or wrong (0), the latest last.
struct Series: Decodable {
  private enum CodingKeys: CodingKey { case values, answers, ahead }

  private static let longest = 10_000

  let values: [Double]
  /// Whether they are answers, so that a forecast is a probability.
  let isBinary: Bool
  /// How many steps to look ahead.
  let ahead: Int

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let answers = try container.decodeIfPresent([Bool].self, forKey: .answers) {
      (values, isBinary) = (answers.map { $0 ? 1 : 0 }, true)
    } else {
      (values, isBinary) = (try container.decode([Double].self, forKey: .values), false)
    }
    ahead = try container.decodeIfPresent(Int.self, forKey: .ahead) ?? 1
  }

  /// - Throws: `badRequest` if there are fewer than `least`, or more than can be looked at.
  func check(atLeast least: Int, otherwise remedy: String) throws(AgentError) {
    guard values.count >= least else {
      throw AgentError(
        .badRequest, "\(values.count) values are too few: \(remedy)", agentCode: "too_few_values")
    }
    guard values.count <= Self.longest else {
      throw AgentError(
        .badRequest, "\(values.count) values are too many; send the latest \(Self.longest)",
        agentCode: "too_many_values")
    }
    guard 1...100 ~= ahead, values.allSatisfy({ $0.isFinite && abs($0) < 1e100 }) else {
      throw AgentError(
        .badRequest, "values are below 1e100, and \"ahead\" is 1 to 100", agentCode: "bad_values")
    }
  }
}
