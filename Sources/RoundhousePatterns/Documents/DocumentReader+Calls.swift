internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  /// The members of a call: whom it asks for what, with what, and how often.
  static let callKeys = [
    "agentId", "capability", "action", "input", "retryPolicy", "timeout", "repeats", "description",
  ]

  /// - Parameters:
  ///   - usual: what an agent is asked for that is named alone.
  ///   - names: the members that expressions in its input may read.
  /// - Returns: nil if it names nobody and nothing, which may be right.
  mutating func call(_ object: ManifestObject, usual: String, reads names: [String]) -> AgentCall? {
    let agent = object.text("agentId", Self.agentRule, &problems)
    let capability = object.text("capability", Self.capabilityRule, &problems)
    let action = object.text("action", Self.capabilityRule, &problems)
    let input = object["input"].map { mapping($0, reads: names, nil) }
    var call = AgentCall(
      CallTarget(capability: usual), input: input, retry: retry(object), timeout: milliseconds("timeout", object))
    if object["repeats"] != nil {
      call.repeats = object.choice("repeats", &problems, as: Step.Repeats.self) ?? .idempotent
    }
    guard let target = CallTarget(agent: agent, capability: capability, action: action, usual: usual) else {
      return nil
    }
    call.target = target
    return call
  }
}
