// SPDX-License-Identifier: Apache-2.0

/// Asks what one asks who wants to understand.
struct StudentVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    if situation.isOpening {
      return [
        "I would like to learn about \(situation.topic). Where does one begin?",
        "Before we start with \(situation.topic): what is it good for, in plain words?",
      ]
    }
    let focus = situation.concept?.name ?? situation.focus
    var lines = [
      "So if I have understood it: “\(situation.claim)”. Does that hold for every kind of \(focus), or only for some?",
      "I can follow up to “\(situation.claim)”. What would be the smallest example of \(focus) that I could try myself?",
      situation.addressed("How would I notice that I have got \(focus) wrong?"),
      "And what was done before there was \(focus)? I want to see what it made better.",
    ]
    if let concept = situation.concept {
      lines.append("You make it sound easy. \(concept.risk) How does one deal with that?")
      lines.append(
        "Then an example would be this. \(concept.example) Is that right, or is it too simple?"
      )
    }
    return lines
  }
}
