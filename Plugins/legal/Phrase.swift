// SPDX-License-Identifier: Apache-2.0
import AgentText

/// Some words in a row, as they are looked for in texts.
struct Phrase: Decodable {
  let words: [String]

  init(from decoder: any Decoder) throws {
    words = try decoder.singleValueContainer().decode(String.self).words
  }

  /// Whether words hold the phrase in a row.
  func stands(in others: [String]) -> Bool {
    guard let first = words.first else { return false }
    return others.indices.contains { index in
      others[index] == first && others[index...].starts(with: words)
    }
  }
}
