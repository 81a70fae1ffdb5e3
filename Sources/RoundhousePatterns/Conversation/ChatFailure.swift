package import RoundhouseModel

/// A turn in which somebody was asked and said nothing.
package struct ChatFailure: Sendable, Equatable {
  /// The participant that was to speak.
  package var participant: String
  /// From 1; 0 outside of rounds.
  package var round: Int
  package var error: RoundhouseError
}

extension ChatFailure: JSONWritable {
  /// `{"participant", "round", "code", "agentCode", "message"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("participant", participant)
    if round > 0 { json.member("round", round) }
    json.member("code", error.code.rawValue)
    if !error.agentCode.isEmpty { json.member("agentCode", error.agentCode) }
    json.member("message", error.message)
    json.endObject()
  }
}
