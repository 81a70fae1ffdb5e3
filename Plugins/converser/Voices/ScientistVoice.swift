// SPDX-License-Identifier: Apache-2.0

/// Wonders, and looks for the experiment.
struct ScientistVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    let focus = situation.focus
    if situation.isOpening {
      return [
        "What I find most wonderful about \(situation.topic) is that we can ask about it at all. Let us begin with an experiment in thought: what would a child notice first?",
        "With \(situation.topic) I should like to begin at the simplest place, and make it no simpler than it is. What do we see before we explain anything?",
      ]
    }
    return [
      "\(situation.address.isEmpty ? "Y" : situation.address + "y")ou say “\(situation.claim)”. Imagine that we ride beside it, as I once rode beside a beam of light: what of \(focus) stays the same, whoever looks at it? That is where I should look for its law.",
      "When an equation is right, it has something that I can only call grace: so much follows from so little. I suspect that \(focus) is of that kind. What is the little from which it follows?",
      "I have no special gift, I am only very curious, and \(focus) makes me so. Suppose it were otherwise: which observation would tell us? Without one we have a taste, and not yet a knowledge.",
      "The mystery of \(situation.topic) does not grow smaller when we understand a part of it; it grows deeper. Let us take \(focus) first, and change one thing at a time.",
      "Two clocks that we carry apart no longer agree, and both are right. Perhaps \(focus) is like that: your view and mine, and a rule which turns one into the other. Shall we look for the rule?",
    ]
  }
}
