internal import RoundhouseModel
internal import RoundhouseRuns

// Why a chain does not come to its end.
extension HandoffResult {
  /// The last agent has handed over to the same one with the same answer before, so nothing would come of another round;
  /// nil if it has not.
  var circle: RoundhouseError? {
    guard let hop = hops.last,
      hops.dropLast().contains(where: {
        $0.answeredBy == hop.answeredBy && $0.handedTo == hop.handedTo && $0.output == hop.output
      })
    else { return nil }
    return RoundhouseError(
      .conflict, "\(hop.answeredBy) hands over to \(hop.handedTo ?? "") with the answer that it gave before: \(way)",
      remedy: "let one of them end the chain, or leave it out of \"handoffs\"", agent: hop.answeredBy, hasStarted: true)
  }

  var tooManyHops: RoundhouseError {
    RoundhouseError(
      .conflict, "\(chain) has handed over \(hops.count) times and has not come to its end: \(way)",
      remedy: "see whether they hand over in a circle, or raise \"maxHops\"", hasStarted: true)
  }

  /// The agent and all in its place have failed: the agent's own error, with the names of the others.
  func failure(of agent: HandoffAgent) -> RoundhouseError {
    guard let failures = hops.last?.failures, var error = failures.first?.failure.error else {
      return RoundhouseError(.internal, "\(agent.id) has not answered")
    }
    error.message = "\(chain) has failed at \(agent.id): \(error.message)"
    let others = failures.dropFirst().map(\.agent)
    if !others.isEmpty { error.message += " (and in its place \(others.joined(separator: ", ")))" }
    return error
  }

  /// The last few agents.
  private var way: String {
    (hops.count > 6 ? "… → " : "") + hops.suffix(6).map(\.answeredBy).joined(separator: " → ")
  }
}
