/// What was said in a group chat so far.
struct GroupChatProgress {
  /// All that was said, in order.
  private(set) var messages: [ChatMessage] = []
  /// What is passed on to who speaks next.
  var transcript: Transcript
  /// The place of the participant who spoke last, and of what it said among the messages.
  private(set) var last: (seat: Int, message: Int)?

  /// - Parameter count: so many messages may be expected.
  init(_ history: HistoryLimit, count: Int) {
    transcript = Transcript(history)
    messages.reserveCapacity(min(max(0, count), Self.many))
  }

  private static let many = 64

  /// Somebody has said something.
  /// - Parameter seat: the place of the participant who has; nil for anybody else.
  mutating func add(_ message: consuming ChatMessage, from seat: Int? = nil) {
    transcript.append(message)
    if let seat { last = (seat, messages.count) }
    messages.append(message)
  }

  /// Takes what was said out again.
  mutating func withhold(_ place: Int, _ reason: String) {
    messages[place] = messages[place].withheld(reason)
    transcript = Transcript(transcript.limit)
    for message in messages { transcript.append(message) }
  }
}
