// SPDX-License-Identifier: Apache-2.0

/// Finds what a text speaks of among what is known.
enum Glossary {
  /// The concept that a text names, the one with the longest name if there are several; nil if there is none.
  static func concept(in text: String) -> Concept? {
    let words = " " + Words.all(in: text).joined(separator: " ") + " "
    return names.first { words.contains($0.name) }?.concept
  }

  /// The longest first, with a space on each side.
  private static let names = concepts.flatMap { concept in
    ([concept.name] + concept.synonyms).map { (name: " \($0.lowercased()) ", concept: concept) }
  }.sorted { ($0.name.count, $1.name) > ($1.name.count, $0.name) }
}
