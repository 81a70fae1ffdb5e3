/// A generation that has a share of its agent's calls while it is compared with the registered one.
struct Trial: Sendable {
  let agent: AgentRecord
  /// Per cent.
  let share: Int
  /// What it can be asked for now: what both generations offer.
  var offers: [Offer] = []

  init(_ agent: AgentRecord, share: Int) {
    self.agent = agent
    self.share = share
  }
}
