// SPDX-License-Identifier: Apache-2.0

/// Objects, with a reason and a way out.
struct CriticVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    let focus = situation.concept?.name ?? situation.focus
    if situation.isOpening {
      return [
        "Before anybody praises \(situation.topic): what would have to be true for it to fail, and who would notice first?",
        "I doubt that \(situation.topic) is the right question. What problem is it the answer to?",
      ]
    }
    var lines = [
      "\(situation.address)I object. “\(situation.claim)” says what we hope for, not what we have seen. What observation about \(focus) would change your mind?",
      "That leaves out who pays for it. If \(focus) goes wrong, somebody has to undo it: say who, and how long that takes.",
      "There is a simpler way to get the same: leave \(focus) as it is, and change one thing. Why is that not enough?",
      "It holds in the case you have in mind. Take one ten times as large, and one with somebody who means harm: does “\(situation.claim)” still stand?",
    ]
    if let concept = situation.concept {
      lines.append(
        "\(concept.name.sentenceCase) \(concept.isPlural ? "are" : "is") not free. \(concept.risk) Show me first that this does not happen here."
      )
    }
    return lines
  }
}
