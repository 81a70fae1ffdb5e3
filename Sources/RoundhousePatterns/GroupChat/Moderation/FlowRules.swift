/// How a talk should go: nobody talks much more than the others, repeats themselves, or leaves the topic.
package struct FlowRules: Sendable, Equatable {
  /// From this share of all characters on, one of several speakers dominates: from 0 to 1.
  package var share: Double
  /// From this share of common words on, a message repeats an earlier one of the same speaker: from 0 to 1.
  package var similarity: Double

  /// Bytes: where less was said nobody dominates.
  private static let least = 500

  package init(share: Double = 0.7, similarity: Double = 0.9) {
    self.share = share
    self.similarity = similarity
  }

  /// What is to be done after a round.
  /// - Parameters:
  ///   - messages: of participants, all of them.
  ///   - round: the one that has just ended.
  ///   - subject: the topic and the goals.
  func interventions(on messages: [ChatMessage], round: Int, subject: String) -> [Intervention] {
    let latest = messages.filter { $0.round == round }
    return dominance(messages) + repetitions(messages, latest) + digression(latest, subject)
  }

  private func dominance(_ messages: [ChatMessage]) -> [Intervention] {
    var characters: [String: Int] = [:]
    for message in messages { characters[message.sender, default: 0] += message.content.utf8.count }
    let whole = characters.values.reduce(0, +)
    guard whole >= Self.least, characters.count > 1,
      let most = characters.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Double(most.value) > share * Double(whole)
    else { return [] }
    let percent = most.value * 100 / whole
    var intervention = Intervention(
      .flow, .redirect, most.key, reason: "\(most.key) has said \(percent) % of all that was said",
      text: "\(most.key), please let the others speak.")
    intervention.silences = true
    return [intervention]
  }

  private func repetitions(_ messages: [ChatMessage], _ latest: [ChatMessage]) -> [Intervention] {
    latest.compactMap { message in
      let words = WordSet(message.content)
      let isOld = messages.contains {
        $0.sender == message.sender && $0.round < message.round
          && WordSet($0.content).similarity(to: words) >= similarity
      }
      guard isOld else { return nil }
      return Intervention(
        .flow, .redirect, message.sender, reason: "\(message.sender) has said that before",
        text: "\(message.sender), please add something new.")
    }
  }

  private func digression(_ latest: [ChatMessage], _ subject: String) -> [Intervention] {
    // Short words say little of what a text is about.
    let wanted = WordSet(subject, shortest: 4)
    guard !wanted.isEmpty, !latest.isEmpty,
      !latest.contains(where: { WordSet($0.content, shortest: 4).touches(wanted) })
    else { return [] }
    return [
      Intervention(
        .flow, .redirect, reason: "nobody has spoken of the topic", text: "Please come back to the topic: \(subject)")
    ]
  }
}
