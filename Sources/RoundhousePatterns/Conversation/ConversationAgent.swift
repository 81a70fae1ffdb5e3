package import RoundhouseModel
package import RoundhouseRuns

/// A participant with what it has heard and said: role, model and history. Seed 003's `Agent`.
package struct ConversationAgent: Sendable {
  package let participant: Participant
  /// For one answer.
  package var timeout: Nanoseconds
  /// What it has heard and said, as far as its limit reaches.
  package private(set) var history: [ChatMessage] = []
  /// The same as it is given: its own words as `assistant`, all others' as `user`.
  private var transcript: Transcript

  package init(
    _ participant: Participant, limit: HistoryLimit = HistoryLimit(), timeout: Nanoseconds = .seconds(30)
  ) {
    self.participant = participant
    self.timeout = timeout
    transcript = Transcript(limit)
  }

  package var id: String { participant.id }

  /// Notes what somebody has said, or it has said itself.
  package mutating func hear(_ message: ChatMessage, own: Bool = false) {
    transcript.append(message, as: message.role == .system ? .system : own ? .assistant : .user)
    history.append(message)
    history.removeFirst(history.count - transcript.count)
  }

  /// Answers a message, and remembers both. Seed 003's `respond_to_message(text)`.
  /// - Throws: `.step` if the agent fails or says nothing.
  package mutating func respond(
    to content: String, from sender: String = "user", topic: String = "", on run: Run
  ) async throws(RunError) -> ChatMessage {
    hear(ChatMessage(from: sender, to: id, content))
    let answer = try await answer(to: sender, topic: topic, on: run)
    hear(answer, own: true)
    return answer
  }

  /// What it says to all that it has heard; its history stays as it is.
  func answer(to recipient: String, topic: String, round: Int = 0, on run: Run) async throws(RunError) -> ChatMessage {
    let target = participant.target
    let reply = try await run.call(
      target.capability, transcript.input(participant.tail(topic: topic)), id: id,
      Step(within: timeout, agent: target.agent))
    do throws(RoundhouseError) {
      return try ChatReply.message(reply, from: id, to: recipient, round: round, at: run.answered)
    } catch {
      throw .step(StepFailure(key: id, error: error))
    }
  }
}
