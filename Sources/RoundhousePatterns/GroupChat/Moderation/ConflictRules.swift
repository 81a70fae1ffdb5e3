/// What makes a talk a quarrel: statements that oppose one another, and the tone. English words, unless others are given.
package struct ConflictRules: Sendable, Equatable {
  /// Words that nobody should call another.
  package var insults: [String]
  /// Phrases that oppose what was said before.
  package var oppositions: [String]

  package init(insults: [String] = ConflictRules.usualInsults, oppositions: [String] = ConflictRules.usualOppositions) {
    self.insults = insults
    self.oppositions = oppositions
  }

  package static let usualInsults = [
    "idiot", "idiotic", "stupid", "moron", "shut up", "liar", "nonsense", "ridiculous", "incompetent",
  ]
  package static let usualOppositions = [
    "i disagree", "you are wrong", "you're wrong", "that is wrong", "that's wrong", "not true", "i object",
    "on the contrary", "i strongly oppose",
  ]
  private static let negations = [
    "not", "no", "never", "cannot", "don't", "doesn't", "isn't", "won't", "shouldn't", "can't",
  ]
  /// Statements with so many words in common are about the same: from 0 to 1.
  private static let sameSubject = 0.6

  /// What is to be done after a round.
  /// - Parameter messages: of participants, all of them; those of the round and the one before count.
  func interventions(on messages: [ChatMessage], round: Int) -> [Intervention] {
    let latest = messages.filter { $0.round == round }
    return latest.compactMap { tone($0) }
      + (opposition(latest, messages.filter { $0.round >= round - 1 }).map { [$0] } ?? [])
  }

  private func tone(_ message: ChatMessage) -> Intervention? {
    if let insult = Phrases.first(of: insults, in: message.content) {
      return Intervention(
        .conflict, .warn, message.sender, reason: "\(message.sender) says \"\(insult)\"",
        text: "\(message.sender), please stay polite.")
    }
    let letters = message.content.unicodeScalars.filter(\.properties.isAlphabetic)
    let capitals = letters.count { $0.properties.isUppercase }
    guard letters.count >= 20, capitals * 10 > letters.count * 7 else { return nil }
    return Intervention(
      .conflict, .warn, message.sender, reason: "\(message.sender) shouts", text: "\(message.sender), please calm down."
    )
  }

  /// The first two that oppose one another; one note is enough for a round.
  private func opposition(_ latest: [ChatMessage], _ recent: [ChatMessage]) -> Intervention? {
    for message in latest {
      let before = recent.prefix { $0 != message }.filter { $0.sender != message.sender }
      let opposes = Phrases.first(of: oppositions, in: message.content) != nil
      guard let other = before.last(where: { opposes || contradicts(message.content, $0.content) }) else { continue }
      return Intervention(
        .conflict, .redirect, message.sender, reason: "\(message.sender) opposes \(other.sender)",
        text: "\(other.sender) and \(message.sender) see this differently. What would settle it?")
    }
    return nil
  }

  /// Whether two statements are about the same, and only one of them says no.
  private func contradicts(_ one: String, _ other: String) -> Bool {
    let isNegative = [one, other].map { Phrases.first(of: Self.negations, in: $0) != nil }
    guard isNegative[0] != isNegative[1] else { return false }
    return WordSet(one, shortest: 4).similarity(to: WordSet(other, shortest: 4)) >= Self.sameSubject
  }
}
