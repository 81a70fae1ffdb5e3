// SPDX-License-Identifier: Apache-2.0

/// Answers in a few words, and offers the next step.
struct AssistantVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    guard let concept = situation.concept else { return unknown(situation) }
    return [
      "\(concept.definition) \(concept.example)",
      "\(concept.definition) \(concept.benefit) On the other hand, \(concept.risk.inSentence)",
      "In short: \(concept.example.inSentence) \(concept.definition) \(concept.benefit)",
    ]
  }

  private func unknown(_ situation: Situation) -> [String] {
    let focus = situation.focus
    return [
      "About \(focus) I know nothing by heart. Asking for “\(focus)” in the documents may help (search), or tell me what you know, and I put it in order.",
      "To answer “\(situation.quote.isEmpty ? situation.topic : situation.quote)” I would first settle three things: what \(focus) is meant to achieve, what it may cost, and how we would see that it works. Which of them do you know?",
      "With \(focus), these are the next steps: write down what you have, mark what is certain, and ask for the rest. What is certain?",
      "That is about \(focus). I can list what speaks for it and against it, or ask you for what is missing. Which do you want?",
    ]
  }
}
