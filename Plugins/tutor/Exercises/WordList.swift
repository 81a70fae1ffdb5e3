// SPDX-License-Identifier: Apache-2.0

/// Words with what they mean, from easy to hard.
enum WordList {
  struct Entry {
    let word: String
    let meaning: String
    let difficulty: Int
  }

  static func meaning(of word: String) -> String { entries.first { $0.word == word }?.meaning ?? "" }

  static let entries: [Entry] = [
    easy, simple, middling, hard, hardest,
  ].enumerated().flatMap { level, list in list.map { Entry(word: $0.0, meaning: $0.1, difficulty: level + 1) } }

  private static let easy = [
    ("bread", "food that is baked from flour"), ("cloud", "what rain falls from"),
    ("river", "water that runs to the sea"),
    ("chair", "something to sit on"), ("light", "what lets us see"), ("house", "a building to live in"),
    ("friend", "somebody whom one likes and trusts"), ("garden", "a piece of land where flowers grow"),
  ]
  private static let simple = [
    ("bridge", "a way over a river"), ("island", "land with water all around"), ("winter", "the cold part of the year"),
    ("answer", "what is said to a question"), ("mirror", "glass in which one sees oneself"),
    ("castle", "a strong old house of a lord"), ("knight", "a rider in armour"),
    ("secret", "what nobody else may know"),
  ]
  private static let middling = [
    ("journey", "a long way from one place to another"), ("believe", "to hold something to be true"),
    ("weather", "sun, wind and rain"), ("neighbour", "somebody who lives next door"),
    ("library", "a house full of books"),
    ("measure", "to find out how long or heavy something is"), ("surprise", "something that nobody expected"),
    ("calendar", "a list of the days of a year"),
  ]
  private static let hard = [
    ("necessary", "what one cannot do without"), ("separate", "not together"),
    ("beautiful", "very pleasant to look at"),
    ("rhythm", "a beat that comes again and again"), ("environment", "all that is around us"),
    ("definite", "certain and clear"), ("knowledge", "what somebody knows"), ("temperature", "how warm something is"),
  ]
  private static let hardest = [
    ("conscientious", "careful to do all that is one's duty"), ("accommodate", "to give room to somebody"),
    ("perseverance", "going on although it is difficult"), ("ambiguous", "what can be understood in two ways"),
    ("miscellaneous", "of many different kinds"), ("inevitable", "what cannot be prevented"),
    ("hypothesis", "a guess that can be tested"), ("meticulous", "very careful about small things"),
  ]
}
