/// The words of a text, to see how much two texts have in common. Letters are compared without case as far as they are
/// ASCII; words of other scripts count as they are written.
struct WordSet: Sendable {
  private let words: Set<UInt64>

  /// - Parameter shortest: words with fewer bytes are left out.
  init(_ text: String, shortest: Int = 1) {
    var words: Set<UInt64> = []
    var (hash, length) = (WordSet.seed, 0)
    for byte in text.utf8 {
      let letter = byte | 0x20
      if byte >= 0x80 || letter >= 0x61 && letter <= 0x7A || byte >= 0x30 && byte <= 0x39 {
        hash = (hash ^ UInt64(byte < 0x80 && byte >= 0x41 ? letter : byte)) &* 0x100_0000_01B3
        length += 1
      } else {
        if length >= shortest { words.insert(hash) }
        (hash, length) = (WordSet.seed, 0)
      }
    }
    if length >= shortest { words.insert(hash) }
    self.words = words
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  var isEmpty: Bool { words.isEmpty }

  /// The share of words that both have, of those that either has: 1 for the same, 0 for nothing in common.
  func similarity(to other: WordSet) -> Double {
    if words.isEmpty && other.words.isEmpty { return 1 }
    let common = words.intersection(other.words).count
    return Double(common) / Double(words.count + other.words.count - common)
  }

  func touches(_ other: WordSet) -> Bool { !words.isDisjoint(with: other.words) }
}
