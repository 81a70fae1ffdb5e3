// SPDX-License-Identifier: Apache-2.0
import AgentText

/// A field of law: its question, and what must be shown.
struct Topic: Decodable {
  /// One thing that must be shown.
  struct Element: Decodable {
    let name: String
    /// Words of facts that bear on it.
    let words: [String]
    let met: String
    let open: String

    /// Whether facts bear on it.
    func isMet(by stems: Set<String>) -> Bool { words.contains { stems.contains($0.stem) } }
  }

  let id: String
  let name: String
  let question: String
  let words: [String]
  let elements: [Element]

  /// How many of its words the facts have.
  func count(in stems: Set<String>) -> Int { Set(words.map(\.stem)).count { stems.contains($0) } }
}
