// SPDX-License-Identifier: Apache-2.0

/// What is known of one thing, a sentence each.
struct Concept: Sendable {
  let name: String
  /// Other words for it, in lower case.
  let synonyms: [String]
  let definition: String
  let example: String
  let benefit: String
  let risk: String
  let isPlural: Bool

  init(
    _ name: String, _ synonyms: [String] = [], isPlural: Bool = false, _ definition: String, example: String,
    benefit: String, risk: String
  ) {
    self.name = name
    self.synonyms = synonyms
    self.isPlural = isPlural
    self.definition = definition
    self.example = example
    self.benefit = benefit
    self.risk = risk
  }
}
