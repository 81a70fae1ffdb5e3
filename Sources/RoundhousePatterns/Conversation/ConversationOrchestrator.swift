package import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Lets agents converse: knows them, begins conversations, counts what was said. Seed 003's `ConversationOrchestrator`.
///
/// Messages, turns and answers are a ``Conversation``'s; how it goes is a ``ConversationFormat``'s.
package final class ConversationOrchestrator: Sendable {
  private struct State {
    var agents: [String: Participant] = [:]
    var statistics = ConversationStatistics()
  }

  private let state = Mutex(State())

  package init() {}

  /// Since the host began.
  package var statistics: ConversationStatistics { state.withLock { $0.statistics } }

  /// Makes agents known by their ids; the last one of an id counts. Seed 003's `register_agent(agent)`, for many at once.
  package func register(_ agents: Participant...) { register(agents) }

  package func register(_ agents: [Participant]) {
    state.withLock { state in for agent in agents { state.agents[agent.id] = agent } }
  }

  /// The ids of those that are known, in alphabetical order.
  package var registered: [String] { state.withLock { $0.agents.keys.sorted() } }

  /// Begins a conversation between agents that are known. Seed 003's `start_conversation(participants, topic,
  /// initial_message)`.
  /// - Parameters:
  ///   - initialMessage: heard by all before the first turn; empty for none.
  ///   - isOpen: whether all hear what is said to one.
  /// - Throws: `.step` with `unknownAgent` for an id that nobody has registered.
  package func startConversation(
    _ participants: [String], topic: String, initialMessage: String = "", limit: HistoryLimit = HistoryLimit(),
    timeout: Nanoseconds = .seconds(30), isOpen: Bool = false, on run: Run
  ) throws(RunError) -> Conversation {
    let known = state.withLock { $0.agents }
    var members: [Participant] = []
    for id in participants {
      guard let agent = known[id] else { throw unknown(id, known.keys.sorted()) }
      members.append(agent)
    }
    let conversation = try start(members, topic: topic, limit: limit, timeout: timeout, isOpen: isOpen, on: run)
    if !initialMessage.isEmpty { try conversation.say(ChatMessage(from: "user", initialMessage)) }
    return conversation
  }

  /// The same between agents that need not be known.
  package func start(
    _ participants: [Participant], topic: String, limit: HistoryLimit = HistoryLimit(),
    timeout: Nanoseconds = .seconds(30), isOpen: Bool = false, on run: Run
  ) throws(RunError) -> Conversation {
    guard !participants.isEmpty else {
      throw .step(
        StepFailure(
          key: "conversation", error: RoundhouseError(.badRequest, "nobody takes part", remedy: "name a participant")))
    }
    let conversation = try Conversation(
      identity(run), participants.map { ConversationAgent($0, limit: limit, timeout: timeout) }, topic: topic,
      isOpen: isOpen, self, on: run)
    try run.tellOpened(conversation)
    return conversation
  }

  /// Seed 003's `send_agent_message(sender, recipient, content, conversation_id)`.
  package func sendAgentMessage(
    sender: String, recipient: String, content: String, in conversation: Conversation
  ) async throws(RunError) -> String {
    try await conversation.send(from: sender, to: recipient, content).content
  }

  /// Carries a conversation through, as a format says, and closes it.
  package func carryOut(
    _ format: some ConversationFormat, in conversation: Conversation
  ) async throws -> ConversationResult {
    let outcome = try await format.carryOut(conversation)
    try conversation.close()
    return ConversationResult(
      conversation, format: type(of: format).name, outcome: outcome)
  }

  /// Carries out what stands in its input, `{"conversation": {…}, "input": …}`, and answers with its
  /// ``ConversationResult`` as JSON. Where nobody has said anything the run has failed.
  package var workflow: Workflow {
    let shelf = DocumentShelf<ConversationDocument>()
    return Workflow(ConversationDocument.workflow) { run, input in
      let request = try PatternRequest(input, shelf)
      let document = request.document.given(ChatInput(request.input))
      let conversation = try self.start(
        document.participants, topic: document.topic, limit: document.limit, timeout: document.timeout,
        isOpen: document.isOpen, on: run)
      let result = try await self.carryOut(document.format, in: conversation)
      if result.success { return result.json }
      throw WorkflowFailure(result.error, steps: [], output: result.json)
    }
  }

  // MARK: What conversations count

  func count(answer id: String, took: Nanoseconds) { state.withLock { $0.statistics.count(answer: id, took: took) } }

  func count(answers: Int) { state.withLock { $0.statistics.count(answers: answers) } }

  func countFailure() { state.withLock { $0.statistics.countFailure() } }

  func countEnd() { state.withLock { $0.statistics.countEnd() } }

  // MARK: Within

  /// A run that is not recorded has no other life, so its ids may be left to chance.
  private func identity(_ run: Run) -> String {
    var known = run.random("conversation")
    let number = run.isRecorded ? known.next() : UInt64.random(in: .min ... .max)
    return "conversation_" + String(number, radix: 36)
  }

  private func unknown(_ id: String, _ known: [String]) -> RunError {
    .step(
      StepFailure(
        key: id,
        error: RoundhouseError(
          .unknownAgent, "no agent \(id) is registered",
          remedy: Spelling.nearest(to: id, among: known).map { "did you mean \($0)?" } ?? "register it first")))
  }
}
