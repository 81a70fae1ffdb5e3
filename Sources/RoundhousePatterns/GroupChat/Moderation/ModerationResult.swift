package import RoundhouseModel

/// What one look of a moderator came to. Seed 000's moderation result.
package struct ModerationResult: Sendable, Equatable {
  package var type: ModerationType
  /// How many messages were looked at.
  package var checked: Int
  package var interventions: [Intervention]
}

extension ModerationResult: JSONWritable {
  /// `{"type", "checked", "interventions": [{…}]}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("type", type.rawValue)
    json.member("checked", checked)
    json.member("interventions", interventions)
    json.endObject()
  }
}
