/// How far a group chat has come.
struct GroupChatProgress {
  /// All that was said, in order.
  private(set) var messages: [ChatMessage] = []
  /// What is passed on to who speaks next.
  var transcript: Transcript
  /// Rounds that have begun.
  var round = 0
  /// Messages of participants.
  private(set) var spoken = 0
  private(set) var tokens: UInt64 = 0
  /// The place of the participant who spoke last, and of what it said among the messages.
  private(set) var last: (seat: Int, message: Int)?

  /// - Parameter count: so many messages may be expected.
  init(_ history: HistoryLimit, count: Int) {
    transcript = Transcript(history)
    messages.reserveCapacity(min(max(0, count), Self.many))
  }

  private static let many = 64

  /// Somebody has said something.
  /// - Parameters:
  ///   - seat: the place of the participant who has; nil for anybody else.
  ///   - tokens: that it took.
  mutating func add(_ message: consuming ChatMessage, from seat: Int? = nil, tokens used: UInt64 = 0) {
    transcript.append(message)
    messages.append(message)
    guard let seat else { return }
    last = (seat, messages.count - 1)
    spoken += 1
    tokens &+= used
  }

  /// Takes what was said out again.
  mutating func withhold(_ place: Int, _ reason: String) {
    messages[place] = messages[place].withheld(reason)
    transcript = Transcript(transcript.limit)
    for message in messages { transcript.append(message) }
  }
}
