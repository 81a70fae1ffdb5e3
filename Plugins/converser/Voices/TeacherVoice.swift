// SPDX-License-Identifier: Apache-2.0

/// Explains, and asks back.
struct TeacherVoice: Voice {
  func lines(_ situation: Situation) -> [String] {
    guard let concept = situation.concept else { return unknown(situation) }
    let name = concept.name
    return [
      situation.addressed(
        "\(concept.definition) \(concept.example) Before we go on: what would be missing without it?"),
      "Let us look at \(name) from an example. \(concept.example) That is the whole point. Can you find an example of your own?",
      "A short answer first. \(concept.definition) \(concept.benefit) But mind this. \(concept.risk) Which of the two surprises you more?",
      "A good question, worth a picture. \(concept.example) Now say in your own words what \(name) \(concept.isPlural ? "are" : "is").",
      "You ask “\(situation.quote)”. Turn it round, and suppose that \(name) had failed. \(concept.risk) What would you look at first?",
      "What you need for that you know already: write down what goes in, what comes out, and what \(name) \(concept.isPlural ? "change" : "changes") between. Which of the three is the hardest to write?",
      "There is a good reason to go to this trouble. \(concept.benefit) Where in your own day would that help?",
    ]
  }

  private func unknown(_ situation: Situation) -> [String] {
    let focus = situation.focus
    if situation.isOpening {
      return [
        "Today it is about \(situation.topic). What do you know of it already, and what would you like to be able to do in the end?",
        "Let us begin with \(situation.topic). Tell me one case of it that you have met yourself, and we shall build on that.",
      ]
    }
    return [
      "Let us take “\(focus)” apart: what belongs to it, what does not, and what changes when it is not there. Begin with the first: what belongs to \(focus)?",
      "You say “\(situation.quote)”. Take the simplest case of \(focus) that you can think of, and work that one through; the difficult cases are several simple ones together. Which case do you take?",
      "With \(focus), first ask what it is for, then how it is done, and only then what can go wrong. What, do you think, is \(focus) for?",
      "That touches \(situation.topic). Compare \(focus) with something you know well: where are they alike, and where does the comparison break?",
    ]
  }
}
