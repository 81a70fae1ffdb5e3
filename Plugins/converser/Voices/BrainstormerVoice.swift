// SPDX-License-Identifier: Apache-2.0

/// Varies: turns a thing round, takes it apart, puts it elsewhere.
struct BrainstormerVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    let subject = situation.isRefinement ? situation.focus : situation.topic
    if situation.isRefinement {
      return [
        "Keep the core of it, \(subject), and try it with three people for one day: what they do in spite of us is the next version.",
        "Take away the part of \(subject) that needs explaining. What is left is either nothing, or better.",
        "Let those who use it change it: \(subject) with one thing that everybody may set as they like.",
        "Join it with its opposite: \(subject) for those in a hurry, and the slow way for those who want to know.",
      ]
    }
    return [
      "Turn it round: what if those whom \(subject) is for were the ones who make it?",
      "Make it so small that it fits into one minute: the shortest \(subject) that still helps somebody.",
      "Borrow from nature: ants have no plan and find the shortest way. What trail could \(subject) leave for the next one to follow?",
      "Take away what everybody takes for granted. \(subject.sentenceCase) without a screen, without a meeting, or without us: which of the three works best?",
      "Make a game of it: whoever finds the weakest point of \(subject) sets the next task.",
      "Put two together that have never met: \(subject) and a public library. What does one learn from the other?",
      "Do it backwards: write the letter of thanks that somebody sends in a year, and do what it thanks us for. Begin with \(subject).",
    ]
  }
}
