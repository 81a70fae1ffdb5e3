/// Why a group chat is over.
package enum GroupChatEnd: String, Sendable, CaseIterable {
  /// Its goal is reached, as the document says.
  case goal
  case rounds
  case messages
  case tokens
  case time
  /// For too many rounds nothing new was said, or nothing at all.
  case stalled
  /// Somebody has failed, and the document says that this ends it.
  case failed
  /// A person has closed the session.
  case closed
  /// Nobody has said anything to the session for as long as it waits.
  case expired
}
