/// What each agent of a chain is given beside the message: seed 000's `HandoffContext`. As JSON it is written by
/// ``HandoffLetter``.
package struct HandoffContext: Sendable {
  /// What one agent has answered.
  package struct Entry: Sendable {
    let answerer: HandoffAgent
    /// A JSON text.
    package internal(set) var output: [UInt8]

    package var agent: String { answerer.id }
  }

  /// Seed 000's `current_agent`: who is asked now; of a fallback its own id.
  package internal(set) var currentAgent: HandoffAgent
  /// Seed 000's `context_data`, in the order of the answers; the second answer of an agent takes the place of its first, at
  /// the end. So `previous_agent` and `previous_output` are the last one's.
  package internal(set) var contextData: [Entry] = []
  /// When the agent was handed to: its `metadata` has it as a text. Milliseconds since 1970.
  package internal(set) var timestamp: Int64 = 0
  /// Why the agent before has handed over by itself; empty if the chain's order has.
  package internal(set) var reason = ""

  /// - Parameter count: so many agents may be expected to answer.
  init(_ first: HandoffAgent, count: Int) {
    currentAgent = first
    contextData.reserveCapacity(count)
  }

  /// An agent has answered.
  mutating func take(_ output: [UInt8], from agent: HandoffAgent, reason: String) {
    if let place = contextData.firstIndex(where: { $0.agent == agent.id }) { contextData.remove(at: place) }
    contextData.append(Entry(answerer: agent, output: output))
    self.reason = reason
  }
}
