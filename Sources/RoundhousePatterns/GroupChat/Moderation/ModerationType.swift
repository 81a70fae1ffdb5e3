/// What a moderator looks at. Seed 000's `moderation_type`.
package enum ModerationType: String, Sendable, CaseIterable {
  /// What a message says: words, patterns, length.
  case content
  /// How the talk goes: who talks most, who repeats, whether it is still about the topic.
  case flow
  /// How they treat one another: opposed statements, tone.
  case conflict
}
