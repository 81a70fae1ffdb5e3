import RoundhouseModel

/// Agents that are asked and never answer, until the call is cancelled.
struct NobodyAnswers: Invoking {
  func call(_ capability: String, _ payload: [UInt8], _ options: CallOptions) async throws(RoundhouseError) -> Payload {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
    throw RoundhouseError(.cancelled, "given up")
  }
}
