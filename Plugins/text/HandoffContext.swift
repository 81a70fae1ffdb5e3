// SPDX-License-Identifier: Apache-2.0

/// What an agent is told of those who worked on a request before it.
public struct HandoffContext: Decodable, Sendable {
  public let previousAgent: String?
  public let previousOutput: JSONValue?
  /// What each agent answered, by its id.
  public let outputs: [String: JSONValue]?

  private enum CodingKeys: String, CodingKey {
    case previousAgent = "previous_agent"
    case previousOutput = "previous_output"
    case outputs = "context_data"
  }

  /// The passages that the agents before found: the last one's, else those of the named ones, else anybody's.
  ///
  /// - Parameter agents: whose outputs are looked at first, in this order.
  public func passages(of agents: [String]) -> [Passage] {
    let outputs = outputs ?? [:]
    let named = agents.compactMap { agent in outputs[agent].map { (agent, $0) } }
    let others = outputs.sorted { $0.key < $1.key }.filter { !agents.contains($0.key) }.map { ($0.key, $0.value) }
    let all = [previousOutput.map { (previousAgent ?? "previous agent", $0) }].compactMap(\.self) + named + others
    let found = all.lazy.map { Passage.passages(found: $1) }.first { !$0.isEmpty }
    return found ?? all.lazy.map { Passage.passages(said: $1, by: $0) }.first { !$0.isEmpty } ?? []
  }
}
