// SPDX-License-Identifier: Apache-2.0

/// The same mistake, wherever it was made.
struct SoundProblem: Encodable {
  private enum CodingKeys: CodingKey { case kind, expected, heard, count, words, message }

  let kind: ScoredSound.Kind
  let expected: Sound?
  let heard: Sound?
  private(set) var count = 0
  private(set) var words: [String] = []
  /// How much of the score it has cost.
  private(set) var loss = 0.0

  init(_ sound: ScoredSound) {
    kind = sound.kind
    expected = sound.expected
    heard = sound.heard
  }

  func isLike(_ sound: ScoredSound) -> Bool {
    kind == sound.kind && expected == sound.expected && heard == sound.heard
  }

  mutating func add(_ sound: ScoredSound) {
    count += 1
    loss += 1 - sound.score
    if !words.contains(sound.word) { words.append(sound.word) }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(expected?.symbol, forKey: .expected)
    try container.encode(heard?.symbol, forKey: .heard)
    try container.encode(count, forKey: .count)
    try container.encode(words, forKey: .words)
    try container.encode(message, forKey: .message)
  }

  var message: String {
    let places =
      "in " + words.prefix(3).map { "“\($0)”" }.joined(separator: ", ") + (words.count > 3 ? " and others" : "")
    return switch kind {
    case .match: "\(expected?.symbol ?? "") is right \(places)"
    case .substitution: "\(heard?.symbol ?? "") was heard for \(expected?.symbol ?? "") \(places)"
    case .omission: "\(expected?.symbol ?? "") was left out \(places)"
    case .insertion: "\(heard?.symbol ?? "") was added \(places)"
    }
  }
}
