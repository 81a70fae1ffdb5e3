internal import RoundhouseModel

/// What was talked since the host began.
package struct ConversationStatistics: Sendable, Equatable {
  package private(set) var totalConversations = 0
  /// Answers of agents.
  package private(set) var totalMessages = 0
  /// Turns in which an agent failed or said nothing.
  package private(set) var failedMessages = 0
  /// How long each agent took for its answers, by the participant's id.
  private var times: [String: (count: Int, sum: Nanoseconds)] = [:]

  /// Milliseconds by participant: whoever wants to choose another model looks here.
  package var averageResponseTimes: [String: Double] {
    times.mapValues { Double($0.sum) / Double($0.count) / 1_000_000 }
  }

  /// Of those who are asked beside one another it is not told who took how long.
  mutating func count(answers: Int) { totalMessages += answers }

  mutating func countFailure() { failedMessages += 1 }

  mutating func count(answer id: String, took: Nanoseconds) {
    totalMessages += 1
    let known = times[id] ?? (0, 0)
    times[id] = (known.count + 1, known.sum &+ took)
  }

  mutating func countEnd() { totalConversations += 1 }

  package static func == (a: ConversationStatistics, b: ConversationStatistics) -> Bool { a.json == b.json }

  /// `{"total_conversations", "total_messages", "failed_messages", "avg_response_ms": {participant: time}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("total_conversations", totalConversations)
    json.member("total_messages", totalMessages)
    json.member("failed_messages", failedMessages)
    json.key("avg_response_ms")
    json.beginObject()
    for (id, time) in averageResponseTimes.sorted(by: { $0.key < $1.key }) { json.member(id, time) }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}
