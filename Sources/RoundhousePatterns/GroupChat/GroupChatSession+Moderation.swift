internal import RoundhouseModel
package import RoundhouseRuns

extension GroupChatSession {
  /// Looks at what was said since the last look of this kind.
  package func moderate(_ type: ModerationType) async throws(RunError) -> ModerationResult {
    let spoken = messages.filter { $0.role == .assistant }
    let before = checked[type, default: 0]
    checked[type] = spoken.count
    var found = try interventions(type, on: spoken, after: before)
    if let agent = document.moderation?.agent, type != .content || found.isEmpty,
      let intervention = try await opinion(of: agent, type, "", transcript)
    {
      found.append(intervention)
    }
    for place in found.indices { try intervene(&found[place]) }
    return ModerationResult(type: type, checked: spoken.count - before, interventions: found)
  }

  /// A message as it may be said: as it is, or without what it said.
  func moderated(_ message: ChatMessage) async throws(RunError) -> ChatMessage {
    var found = try document.moderation?.content?.intervention(on: message)
    if found == nil, let agent = document.moderation?.agent {
      var longer = transcript
      longer.append(message)
      found = try await opinion(of: agent, .content, message.sender, longer)
    }
    checked[.content, default: 0] += 1
    guard var intervention = found else { return message }
    try intervene(&intervention)
    return intervention.action == .remove ? message.withheld(intervention.reason) : message
  }

  /// What the rules find.
  /// - Parameter before: so many messages were looked at already, where each is looked at alone.
  private func interventions(
    _ type: ModerationType, on spoken: [ChatMessage], after before: Int
  ) throws(RunError) -> [Intervention] {
    let rules = document.moderation ?? .usual
    switch type {
    case .content: return try withhold((rules.content ?? ContentRules()), after: before)
    case .flow:
      let subject = ([document.topic] + document.goals).joined(separator: " ")
      return (rules.flow ?? FlowRules()).interventions(on: spoken, round: round, subject: subject)
    case .conflict: return (rules.conflict ?? ConflictRules()).interventions(on: spoken, round: round)
    }
  }

  private func withhold(_ rules: ContentRules, after before: Int) throws(RunError) -> [Intervention] {
    var found: [Intervention] = []
    for place in messages.indices.filter({ messages[$0].role == .assistant }).dropFirst(before) {
      guard let intervention = try rules.intervention(on: messages[place]) else { continue }
      found.append(intervention)
      if intervention.action == .remove { withhold(place, intervention.reason) }
    }
    return found
  }

  /// - Returns: nil if the agent allows it, fails, or cannot be understood.
  private func opinion(
    of agent: CallTarget, _ type: ModerationType, _ participant: String, _ transcript: Transcript
  ) async throws(RunError) -> Intervention? {
    let input = transcript.input(Transcript.tail { $0.member("type", type.rawValue) })
    do throws(RunError) {
      return Intervention(type, participant, try await ask(agent.capability, input, Step(agent: agent.agent)))
    } catch {
      guard error.failure != nil else { throw error }
      return nil
    }
  }

  private func intervene(_ intervention: inout Intervention) throws(RunError) {
    intervention.round = round
    interventions.append(intervention)
    if intervention.silences, seats.count > 1,
      let place = seats.firstIndex(where: { $0.id == intervention.participant })
    {
      order.silence(place)
    }
    try run.tellIntervened(intervention, in: self)
    let text = intervention.text.isEmpty && intervention.action == .warn ? intervention.reason : intervention.text
    guard !text.isEmpty else { return }
    var note = ChatMessage(.system, from: document.moderator?.id ?? "moderator", text, round: round)
    note.at = time
    try add(note)
  }
}
