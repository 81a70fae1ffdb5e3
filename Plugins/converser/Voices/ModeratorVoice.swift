// SPDX-License-Identifier: Apache-2.0

/// Keeps the thread, and gives the word.
struct ModeratorVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    let goal = situation.goal.map { " We are here to \($0.inSentence.trimmed(of: "."))." } ?? ""
    if situation.isOpening {
      return [
        "Welcome. We talk about \(situation.topic).\(goal) Each of you first in two sentences: what do you see, and what do you worry about?",
        "Our question is \(situation.topic).\(goal) Let us hear the strongest reason for it first, then the strongest against.",
      ]
    }
    let others =
      situation.speakers.count > 1 ? "So far \(situation.speakers.joined(separator: ", ")) have spoken. " : ""
    return [
      "\(others)What stands in the room now is “\(situation.claim)”.\(goal) Who sees it differently, and why?",
      "\(others)Let me hold on to one thing, “\(situation.claim)”. Can we agree on that much, and say what is still open about \(situation.topic)?",
      "\(others)We have gone from \(situation.topic) to \(situation.focus).\(goal) What must we know before we can decide?",
      "Thank you, \(situation.address)that is clear: “\(situation.claim)”. The next one should not repeat it but say what follows from it.",
    ]
  }
}
