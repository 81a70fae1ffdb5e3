internal import RoundhouseModel

/// Agents that converse and say the same at once, 189 bytes: what is measured then is all that stands around them.
struct TalkingAgents: Invoking {
  private static let answer = Array(("{\"content\":\"" + String(repeating: "x", count: 189) + "\"}").utf8)

  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload { Payload(bytes: Self.answer, agent: options.agent) }
}
