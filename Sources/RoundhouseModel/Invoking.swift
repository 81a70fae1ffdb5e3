/// The seam on which runs and patterns stand: ask a capability, get an answer.
package protocol Invoking: Sendable {
  /// Answers with the best healthy agent's payload, or says why nobody could.
  func call(_ capability: String, _ payload: [UInt8], _ options: CallOptions) async throws(RoundhouseError) -> Payload
}
