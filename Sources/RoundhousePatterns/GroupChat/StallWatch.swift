/// Sees when nothing new is said. Knows no run and no time.
struct StallWatch {
  private let limit: Int
  private let similarity: Double
  private var said: [WordSet] = []
  private var hasNews = false
  private var stale = 0

  /// - Parameters:
  ///   - limit: so many rounds without news are one too many; 0 watches nothing.
  ///   - similarity: to any earlier message, from which a message is no news.
  init(limit: Int, similarity: Double) {
    self.limit = limit
    self.similarity = similarity
  }

  mutating func note(_ content: String) {
    if limit == 0 { return }
    let words = WordSet(content)
    if !said.contains(where: { $0.similarity(to: words) >= similarity }) { hasNews = true }
    said.append(words)
  }

  /// - Returns: whether it was the last round that the watch has patience for.
  mutating func endRound() -> Bool {
    stale = hasNews ? 0 : stale + 1
    hasNews = false
    return limit > 0 && stale >= limit
  }

  /// Somebody from outside has said something: the patience begins anew.
  mutating func refresh() { stale = 0 }
}
