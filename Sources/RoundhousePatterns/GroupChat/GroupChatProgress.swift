/// How far a group chat has come.
struct GroupChatProgress {
  /// All that was said, in order.
  var messages: [ChatMessage] = []
  /// Rounds that have begun.
  var round = 0
  /// Messages of participants.
  var spoken = 0
  var tokens: UInt64 = 0
  /// The place of the participant who spoke last, and of what it said among the messages.
  private(set) var last: (seat: Int, message: Int)?

  mutating func spoke(_ seat: Int) {
    last = (seat, messages.count - 1)
    spoken += 1
  }
}
