/// Agents that hand over to one another in an order, and what may become of it: seed 000's `HandoffChain`. An object,
/// because it is passed along and never changes.
package final class HandoffChain: Sendable {
  /// Seed 000's `chain_id`, such as `search_rag_llm`.
  package let id: String
  /// In the order in which they are asked, if none of them says otherwise; never empty.
  package let agents: [HandoffAgent]
  /// Who takes the place of an agent that has failed, in order, by its id. Seed 000's `fallback_agents`.
  package let fallbackAgents: [String: [HandoffAgent]]
  /// To whom an agent may hand over by itself; the chain's own agents if nothing is said, nobody if it is empty.
  package let handoffs: [HandoffAgent]
  package let passing: HandoffPassing
  /// More agents are not asked, fallbacks not counted.
  package let maximumHops: Int

  /// The id as a JSON text.
  let key: [UInt8]

  package static let usualHops = 25

  package init(
    _ id: String, _ agents: [HandoffAgent], fallbackAgents: [String: [HandoffAgent]] = [:],
    handoffs: [HandoffAgent]? = nil, passing: HandoffPassing = .full, maximumHops: Int = HandoffChain.usualHops
  ) {
    self.id = id
    key = HandoffLetter.quoted(id)
    self.agents = agents
    self.fallbackAgents = fallbackAgents
    self.handoffs = handoffs ?? agents
    self.passing = passing
    self.maximumHops = maximumHops
  }

  /// Where it goes on when an agent hands over by itself: behind the place where the other stands, the next such place
  /// first. One that stands nowhere in the order ends the chain, unless it hands over too.
  func place(of id: String, after place: Int) -> Int {
    agents[min(place + 1, agents.count)...].firstIndex { $0.id == id } ?? agents.firstIndex { $0.id == id }
      ?? agents.count
  }
}
