// SPDX-License-Identifier: Apache-2.0

/// One sound, as it should be and as it was.
struct ScoredSound: Encodable {
  enum Kind: String, Encodable {
    case match, substitution, omission, insertion
  }

  private enum CodingKeys: CodingKey { case expected, heard, score, kind, word }

  /// nil for an insertion.
  let expected: Sound?
  /// nil for an omission.
  let heard: Sound?
  /// 0 to 1.
  let score: Double
  let kind: Kind
  /// The word of the expected text; of the heard one for an insertion.
  let word: String

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    // Both are always there, one of them perhaps null.
    try container.encode(expected?.symbol, forKey: .expected)
    try container.encode(heard?.symbol, forKey: .heard)
    try container.encode(score.thousandths, forKey: .score)
    try container.encode(kind, forKey: .kind)
    try container.encode(word, forKey: .word)
  }
}

extension Double {
  /// Rounded to three places.
  var thousandths: Double { (self * 1000).rounded() / 1000 }
}
