internal import RoundhouseModel
internal import RoundhouseRuns

// Who speaks next.
extension GroupChatSession {
  /// What rules may look at.
  var state: GroupChatState {
    GroupChatState(
      last: progress.last.map { messages[$0.message] }, round: round, count: spoken, topic: document.topic,
      goals: document.goals,
      participants: participants)
  }

  /// A place among the participants.
  func nextSpeaker() async throws(RunError) -> Int {
    switch document.speakers {
    case .roundRobin: return order.next()
    case .random: return order.any(last: progress.last?.seat)
    case .rules(let rules):
      let state = state
      for rule in rules where try state.holds(rule.when) {
        if let place = place(of: rule.to) { return place }
      }
      return order.next()
    case .agent(let target):
      if let place = place(of: try await chosen(by: target)) { return place }
      unchosen += 1
      return order.next()
    }
  }

  /// - Returns: empty if the agent names nobody.
  private func chosen(by target: CallTarget) async throws(RunError) -> String {
    let tail = Transcript.tail { json in
      json.key("participants")
      json.beginArray()
      for (place, participant) in document.participants.enumerated() where !order.silent.contains(place) {
        json.beginObject()
        json.member("id", participant.id)
        json.member("role", participant.role.text)
        json.endObject()
      }
      json.endArray()
    }
    do throws(RunError) {
      let answer = try await ask(target.capability, transcript.input(tail), Step(agent: target.agent))
      let root = (try? JSONDocument(parsing: answer.bytes))?.root
      return (root?["speaker"] ?? root)?.string ?? ""
    } catch {
      guard error.failure != nil else { throw error }
      return ""
    }
  }

  /// - Returns: nil for one that does not take part, or is passed over.
  private func place(of id: String) -> Int? {
    seats.firstIndex { $0.id == id }.flatMap { order.silent.contains($0) ? nil : $0 }
  }
}
