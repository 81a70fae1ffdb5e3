// SPDX-License-Identifier: Apache-2.0

/// What one who is about to speak has before him.
struct Situation {
  /// What all of it is about.
  let topic: String
  /// What the last message is about.
  let focus: String
  /// What is known of that; nil if nothing is.
  let concept: Concept?
  /// The sentence that is answered; empty if there is none.
  let quote: String
  /// The last thing that was stated, to agree or disagree with.
  let claim: String
  let isOpening: Bool
  /// How much was said before.
  let turn: Int
  /// What the conversation is for; nil if nobody said.
  let goal: String?
  let speakers: [String]
  /// Who spoke last, with a comma behind, to begin a sentence; empty if nobody knows.
  let address: String
  /// Whether an idea is to be made better rather than found.
  let isRefinement: Bool

  init(_ conversation: Conversation) {
    topic = conversation.topic
    focus = conversation.focus
    let last = conversation.last?.content ?? ""
    concept = conversation.concept
    quote = last.isEmpty ? "" : Phrases.quote(from: last)
    claim = last.isEmpty ? "" : Phrases.claim(from: last)
    isOpening = conversation.isOpening
    turn = conversation.turn
    goal = conversation.goals.isEmpty ? nil : conversation.goals[conversation.turn % conversation.goals.count]
    speakers = conversation.speakers
    address = conversation.last?.name.map { "\($0.sentenceCase), " } ?? ""
    let words = Set(Words.all(in: last))
    isRefinement = !words.isDisjoint(with: ["improve", "improved", "refine", "better"])
  }

  /// A sentence that speaks to whoever spoke last.
  func addressed(_ sentence: String) -> String { address.isEmpty ? sentence : address + sentence.inSentence }
}
