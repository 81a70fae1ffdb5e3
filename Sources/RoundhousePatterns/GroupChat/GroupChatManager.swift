internal import RoundhouseModel
package import RoundhouseRuns
internal import Synchronization

/// Lets agents discuss, decide, and be moderated. Seed 000's `EnterpriseGroupChatManager`.
package final class GroupChatManager: Sendable {
  private let counted = Mutex(GroupChatStatistics())

  package init() {}

  /// Since the host began.
  package var statistics: GroupChatStatistics { counted.withLock { $0 } }

  /// Begins a session, and lets its participants discuss until a bound is met. Seed 000's `start_collaboration(request,
  /// participants, moderator, discussion_goals)`.
  /// - Parameter request: what they are asked, by a person; also the topic.
  package func startCollaboration(
    _ request: String, participants: [Participant], moderator: Participant? = nil, discussionGoals: [String] = [],
    bounds: GroupChatBounds = GroupChatBounds(), on run: Run
  ) async throws(RunError) -> GroupChatSession {
    var document = GroupChatDocument(topic: request, participants)
    document.moderator = moderator
    document.goals = discussionGoals
    document.bounds = bounds
    return try await startCollaboration(document, request, on: run)
  }

  /// The same as a document says.
  /// - Parameter message: what a person says first; empty for nothing.
  package func startCollaboration(
    _ document: GroupChatDocument, _ message: String = "", from user: String = "user", on run: Run
  ) async throws(RunError) -> GroupChatSession {
    guard !document.participants.isEmpty else {
      throw .step(
        StepFailure(
          key: "chat", error: RoundhouseError(.badRequest, "nobody takes part", remedy: "name a participant")))
    }
    let session = try GroupChatSession(document, on: run)
    try run.tellBegun(session)
    if !message.isEmpty { try session.hear(ChatMessage(from: user, message)) }
    // A session that nobody has said anything to waits for that.
    if document.session == nil || !message.isEmpty {
      session.end = try await session.discuss(rounds: document.bounds.rounds)
    }
    return session
  }

  /// Lets the participants vote, and talk on for a round where that does not suffice. Seed 000's `reach_consensus(session,
  /// topic)`.
  /// - Parameters:
  ///   - topic: nil takes the session's.
  ///   - settings: nil takes the session's; without any a majority agrees or disagrees.
  package func reachConsensus(
    _ session: GroupChatSession, topic: String? = nil, _ settings: ConsensusSettings? = nil
  ) async throws(RunError) -> ConsensusResult {
    let settings = settings ?? session.document.consensus ?? ConsensusSettings()
    let usual = settings.topic.isEmpty ? session.document.topic : settings.topic
    let voting = ConsensusVoting(
      settings: settings, topic: topic ?? usual, voters: session.document.participants,
      moderator: session.document.moderator)
    let result = try await voting.decide(session.transcript, on: session.run) { () throws(RunError) in
      let end = try await session.discuss(rounds: 1)
      return end == .rounds || end == .goal || end == .stalled ? session.transcript : nil
    }
    session.decisions.append(result)
    if !session.run.isReplaying { counted.withLock { $0.count(result) } }
    return result
  }

  /// Looks at what was said since the last look. Seed 000's `moderate_discussion(session, moderation_type)`.
  package func moderateDiscussion(
    _ session: GroupChatSession, _ type: ModerationType = .content
  ) async throws(RunError) -> ModerationResult { try await session.moderate(type) }

  /// Says that a session is over, and counts it.
  package func close(_ session: GroupChatSession, _ end: GroupChatEnd? = nil) throws(RunError) {
    session.end = end ?? session.end ?? .closed
    try session.run.tellEnded(session)
    counted.withLock { $0.count(session) }
  }

  /// Carries out what stands in its input, `{"group_chat": {…}, "input": …}`, and answers with its ``GroupChatResult`` as
  /// JSON. A chat in which nobody has said anything makes its run fail; one without consensus does not.
  package var workflow: Workflow {
    let shelf = DocumentShelf<GroupChatDocument>()
    return Workflow(GroupChatDocument.workflow) { run, input in
      let request = try PatternRequest(input, shelf)
      let given = ChatInput(request.input)
      let document = request.document.given(given)
      let session = try await self.startCollaboration(document, given.message, from: given.user, on: run)
      try await self.finish(session)
      let result = GroupChatResult(session)
      if result.success { return result.json }
      throw WorkflowFailure(result.error, steps: [], output: result.json)
    }
  }

  private func finish(_ session: GroupChatSession) async throws(RunError) {
    if let settings = session.document.session { session.end = try await session.converse(settings) }
    if session.document.consensus != nil, session.end != .failed { _ = try await reachConsensus(session) }
    try close(session)
  }
}
