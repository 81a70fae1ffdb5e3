// SPDX-License-Identifier: Apache-2.0

/// A side from which one can look at things.
struct Specialty {
  /// With its article: `a security expert`.
  let name: String
  /// `the point of view of security`
  let view: String
  /// Questions, as a part of a sentence.
  let concerns: [String]
  /// What one should do, as a part of a sentence.
  let advice: [String]
  private let words: Set<String>

  private init(_ name: String, _ view: String, _ words: Set<String>, concerns: [String], advice: [String]) {
    self.name = name
    self.view = view
    self.words = words
    self.concerns = concerns
    self.advice = advice
  }

  static func find(_ words: Set<String>) -> Specialty? { all.first { !$0.words.isDisjoint(with: words) } }

  /// One that is made from nothing but its name.
  static func general(_ role: String) -> Specialty {
    let told = role.replacing("_", with: " ").trimmed(of: " .")
    let name = Phrases.sentences(of: told).first?.trimmed(of: ".") ?? told
    let title = name.lowercased().hasPrefix("you are ") ? String(name.dropFirst(8)) : name
    return Specialty(
      title, "what \(title) knows", [],
      concerns: [
        "who needs it, and what they do today", "what is certain and what is only hoped for",
        "what happens if we do nothing",
      ],
      advice: [
        "try it with one case that matters", "write down what would prove us wrong",
        "ask those who have done it before",
      ])
  }

  private static let all = [
    Specialty(
      "an architect", "the view of architecture", ["architect", "architecture"],
      concerns: [
        "where the boundaries run, and which part may change without the others",
        "who owns the data, and who only has a copy of it", "what happens when one part is slow, or gone",
        "whether the teams that must change it can do so alone",
      ],
      advice: [
        "draw the boundary first and choose the technology behind it last",
        "begin with one service and one stream, and measure before the second",
        "make each message say what has happened, so that nobody must ask back",
        "keep one way to read the truth, and let all else be derived from it",
      ]),
    Specialty(
      "a security expert", "the view of security",
      ["security", "cybersecurity", "threat", "penetration", "secure"],
      concerns: [
        "who can send this, and how we know that it was them", "what one learns who reads along",
        "which right each part has that it does not need", "how we would notice that somebody is in already",
      ],
      advice: [
        "give each part its own key and only the rights that it uses",
        "check at every door, and not only at the outer one",
        "write down who did what, where those who did it cannot change it",
        "take the secrets out of the messages and send references",
      ]),
    Specialty(
      "a performance engineer", "the view of performance", ["performance", "speed", "latency", "scalability"],
      concerns: [
        "how many there are in a second, and how many at the worst moment", "where the time is spent now, as measured",
        "what waits for what, and for how long", "what grows with every customer and what does not",
      ],
      advice: [
        "measure first, and keep the measurement running", "put a bound on every queue and say what happens beyond it",
        "take the slow part out of the way of the answer", "test with ten times the load of today",
      ]),
    Specialty(
      "a UX reviewer", "the view of those who use it", ["ux", "ui", "usability", "user-experience", "accessibility"],
      concerns: [
        "what somebody sees while it has not happened yet", "whether the words are those of the people who read them",
        "what one can do who has made a mistake", "whether it works without a mouse, and read aloud",
      ],
      advice: [
        "show at once that it was understood, and later that it is done", "try it with five people, and say nothing",
        "make undoing as easy as doing", "say in the message what to do next",
      ]),
    Specialty(
      "a code quality reviewer", "the view of those who will change it",
      ["quality", "maintainability", "code", "developer", "engineer", "programmer", "senior"],
      concerns: [
        "whether one can read it without asking its author", "which test fails when it breaks",
        "what else must be changed together with it", "whether the names say what the things are",
      ],
      advice: [
        "make the change small enough to be read in one go", "write the test that would have found the fault",
        "remove what nobody calls before adding what somebody might",
        "put the decision and its reason next to each other",
      ]),
    Specialty(
      "an analyst", "the view of the figures", ["analyst", "data", "statistician", "finance", "economist"],
      concerns: [
        "what the figures were before", "which of the figures we would act on",
        "who is missing in the figures", "whether the difference is larger than the noise",
      ],
      advice: [
        "fix the question before looking at the answer", "compare with those to whom nothing was done",
        "state how sure we are together with the figure", "look at the cases behind the average",
      ]),
  ]
}
