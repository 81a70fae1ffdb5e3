// SPDX-License-Identifier: Apache-2.0

/// Finds what to say: the role has a voice, the voice has several answers, and the conversation decides which.
struct Speaker {
  private let settings: ConverserSettings

  init(_ settings: ConverserSettings) { self.settings = settings }

  func answer(to conversation: Conversation) -> ChatAnswer {
    let last = conversation.last?.content ?? ""
    if let handoff = HandoffRule.handoff(for: last, settings.handoffs) {
      return ChatAnswer(
        content: "\(handoff.to) should go on with \(conversation.focus): \(handoff.reason).", confidence: 0.9,
        handoff: handoff)
    }
    let situation = Situation(conversation)
    let voice = Casting.voice(for: conversation.role)
    return ChatAnswer(
      content: fresh(voice.lines(situation), conversation, last),
      confidence: situation.concept != nil ? 0.9 : voice is AssistantVoice ? 0.5 : 0.7)
  }

  /// Of the lines that nobody has said yet, one that repeats the fewest sentences; among those the conversation decides.
  private func fresh(_ lines: [String], _ conversation: Conversation, _ last: String) -> String {
    let start = Int(Fingerprint.of(conversation.role, last, "\(conversation.turn)") % UInt64(lines.count))
    let ordered = lines[start...] + lines[..<start]
    let heard = conversation.sentences
    let unsaid = ordered.filter { !conversation.hasHeard($0) }.map { line in
      (line: line, repeated: Phrases.sentences(of: line.lowercased()).count { heard.contains($0) })
    }
    if let least = unsaid.map(\.repeated).min(), let best = unsaid.first(where: { $0.repeated == least }) {
      return best.line
    }
    // Whoever comes round again says at least that he does, and when.
    return "Once more, with what \(conversation.turn) messages have shown: \(lines[start].inSentence)"
  }
}
