package import RoundhouseModel

/// What a moderator has done, and why.
package struct Intervention: Sendable, Equatable {
  package enum Action: String, Sendable, CaseIterable {
    /// Nothing.
    case allow
    /// Says so to all.
    case warn
    /// Takes a message out.
    case remove
    /// Leads the talk elsewhere, with a note to all.
    case redirect
  }

  package var type: ModerationType
  package var action: Action
  package var reason: String
  /// The participant concerned; empty for the talk as a whole.
  package var participant: String
  /// What is said to all; the reason, if it is empty.
  package var text = ""
  package var round = 0
  /// Whether the participant is passed over in the next round.
  var silences = false

  package init(
    _ type: ModerationType, _ action: Action, _ participant: String = "", reason: String, text: String = ""
  ) {
    self.type = type
    self.action = action
    self.participant = participant
    self.reason = reason
    self.text = text
  }
}

extension Intervention {
  /// What an agent has answered to `moderate`: `{"action", "reason", "text"}`; nil if there is nothing to be done, or it
  /// cannot be read.
  init?(_ type: ModerationType, _ participant: String, _ answer: Payload) {
    guard let root = (try? JSONDocument(parsing: answer.bytes))?.root,
      let action = root["action"]?.string.flatMap(Action.init(rawValue:)), action != .allow
    else { return nil }
    let reason = SpokenText.clean(root["reason"]?.string ?? "")
    self.init(
      type, action, participant, reason: reason.isEmpty ? "the moderator says so" : reason,
      text: SpokenText.clean(root["text"]?.string ?? ""))
  }
}

extension Intervention: JSONWritable {
  /// `{"type", "action", "reason", "participant", "round", "text"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("type", type.rawValue)
    json.member("action", action.rawValue)
    json.member("reason", reason)
    if !participant.isEmpty { json.member("participant", participant) }
    if round > 0 { json.member("round", round) }
    if !text.isEmpty { json.member("text", text) }
    json.endObject()
  }
}
