internal import RoundhouseModel
package import RoundhouseRuns

/// Agents that talk with one another about a topic, on one run: what was said, who has heard it, whose turn it is.
///
/// Not Sendable, as its run is not. Each agent answers to what it has heard: what was said to it, or by anybody where the
/// conversation is open.
package final class Conversation {
  package enum State: String, Sendable { case open, closed }

  /// Seed 003's `conversation_id`; the same in every life of its run.
  package let id: String
  package let topic: String
  /// Whether all hear what is said to one.
  package let isOpen: Bool
  /// How many rounds have begun; 0 before the first.
  package var round = 0
  package private(set) var state = State.open
  /// All that was said, in order.
  package private(set) var messages: [ChatMessage] = []
  /// The turns in which nobody spoke.
  package private(set) var failures: [ChatFailure] = []
  let run: Run
  /// Milliseconds since 1970.
  let began: Int64
  /// When the last answer came, the same in every life of the run: milliseconds since 1970.
  private(set) var time: Int64
  private let orchestrator: ConversationOrchestrator
  private var agents: [ConversationAgent]
  private var turn = 0

  init(
    _ id: String, _ agents: [ConversationAgent], topic: String, isOpen: Bool, _ orchestrator: ConversationOrchestrator,
    on run: Run
  ) throws(RunError) {
    self.id = id
    self.agents = agents
    self.topic = topic
    self.isOpen = isOpen
    self.orchestrator = orchestrator
    self.run = run
    began = max(try run.now(), run.setGoing)
    time = began
  }

  /// The ids, in the order in which they speak.
  package var participants: [String] { agents.map(\.id) }

  /// What an agent has heard and said, as far as its limit reaches; nil for one that does not take part.
  package func history(of id: String) -> [ChatMessage]? { agents.first { $0.id == id }?.history }

  /// Whose turn it is, one after another.
  package func nextSpeaker() -> String {
    defer { turn += 1 }
    return agents[turn % agents.count].id
  }

  /// The one that speaks after another; the first, if that one does not take part.
  package func speaker(after id: String) -> String {
    let place = agents.firstIndex { $0.id == id }
    return agents[place.map { ($0 + 1) % agents.count } ?? 0].id
  }

  // MARK: Talking

  /// Says something to one participant, who answers. Seed 003's `send_agent_message(sender, recipient, content)`.
  ///
  /// Sender and recipient may be the same: a panel's moderator may ask itself, and hears its question as anybody's.
  /// - Parameter sender: a participant, or anybody else's name.
  /// - Throws: `.step` if the recipient does not take part, fails, or says nothing.
  @discardableResult
  package func send(
    from sender: String, to recipient: String, _ content: String
  ) async throws(RunError) -> ChatMessage {
    let place = try place(of: recipient)
    try say(ChatMessage(from: sender, to: recipient, content, round: round))
    return try await answer(of: place, to: sender)
  }

  /// The same, where a failure is noted among the ``failures`` and the talk goes on.
  /// - Returns: nil if there is no answer.
  @discardableResult
  package func ask(
    _ recipient: String, from sender: String, _ content: String
  ) async throws(RunError) -> ChatMessage? {
    do throws(RunError) { return try await send(from: sender, to: recipient, content) } catch {
      try note(error, of: recipient)
      return nil
    }
  }

  /// Lets a participant answer to what it has heard last.
  /// - Returns: nil if it fails, which is noted.
  package func turn(of id: String, to recipient: String) async throws(RunError) -> ChatMessage? {
    let place = try place(of: id)
    do throws(RunError) { return try await answer(of: place, to: recipient) } catch {
      try note(error, of: id)
      return nil
    }
  }

  /// Says something that nobody is to answer: whom it is meant for hears it, or all. One's own words one remembers.
  package func say(_ message: ChatMessage) throws(RunError) {
    var message = message
    if message.at == 0 { message.at = time } else { time = max(time, message.at) }
    messages.append(message)
    for place in agents.indices {
      let id = agents[place].id
      let isOwn = message.sender == id
      guard isOpen || isOwn || message.recipient.isEmpty || message.recipient == id else { continue }
      // Who asks itself hears the question as anybody's.
      agents[place].hear(message, own: isOwn && message.recipient != id)
    }
    try run.tellSaid(message, in: self)
  }

  /// Says something to all, each of whom hears it once and answers beside the others. Seed 003's
  /// `broadcast_to_agents(message, conversation_id)`.
  /// - Parameter sender: is not asked, if it takes part.
  /// - Returns: the answers in the order of the participants. Failures are noted.
  @discardableResult
  package func broadcast(from sender: String, _ content: String) async throws(RunError) -> [ChatMessage] {
    try say(ChatMessage(from: sender, content, round: round))
    let isNew = !run.isReplaying
    let asked = agents.filter { $0.id != sender }
    let (topic, round) = (topic, round)
    let branches = asked.map { agent in
      Branch(agent.id) { run, _ in try await agent.answer(to: sender, topic: topic, round: round, on: run) }
    }
    let outcomes = try await run.branches("broadcast", branches)
    var answers: [ChatMessage] = []
    for agent in asked {
      if let answer = outcomes.results[agent.id] {
        try say(answer)
        answers.append(answer)
      } else if let error = outcomes.errors[agent.id] {
        try note(error, of: agent.id)
      }
    }
    if isNew { orchestrator.count(answers: answers.count) }
    return answers
  }

  /// Says that nothing more will be said.
  package func close() throws(RunError) {
    if state == .closed { return }
    state = .closed
    orchestrator.countEnd()
    try run.tellClosed(self)
  }

  // MARK: Within

  private func answer(of place: Int, to recipient: String) async throws(RunError) -> ChatMessage {
    let isNew = !run.isReplaying
    let began = SystemClock().now
    defer { time = max(time, run.answered) }
    let answer = try await agents[place].answer(to: recipient, topic: topic, round: round, on: run)
    try say(answer)
    if isNew { orchestrator.count(answer: agents[place].id, took: SystemClock().now &- began) }
    return answer
  }

  private func place(of id: String) throws(RunError) -> Int {
    if let place = agents.firstIndex(where: { $0.id == id }) { return place }
    throw .step(
      StepFailure(
        key: self.id,
        error: RoundhouseError(
          .unknownAgent, "\(id) does not take part in the conversation",
          remedy: Spelling.nearest(to: id, among: participants).map { "did you mean \($0)?" }
            ?? "ask one of \(participants.joined(separator: ", "))")))
  }

  /// Only what fails in one turn; what ends the run is thrown on.
  private func note(_ error: RunError, of participant: String) throws(RunError) {
    guard let failure = error.failure, failure.error.code != .unknownAgent || !failure.attempts.isEmpty else {
      throw error
    }
    failures.append(ChatFailure(participant: participant, round: round, error: failure.error))
    if !run.isReplaying { orchestrator.countFailure() }
    try run.tellFailed(failure.error, of: participant, in: self)
  }
}
