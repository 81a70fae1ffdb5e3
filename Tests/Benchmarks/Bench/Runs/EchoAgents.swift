internal import RoundhouseModel

/// Agents that answer at once with what they were given: what is measured then is all that stands around them.
struct EchoAgents: Invoking {
  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload { Payload(bytes: payload, agent: "bench.echo") }
}
