internal import RoundhouseModel

/// So many at once, and so many a second after that. Knows no clock: whoever asks says what time it is.
struct TokenBucket: Equatable {
  /// Tokens that it gains in a second.
  let perSecond: Double
  /// Tokens that it holds at most, and at first.
  let burst: Double
  private var tokens: Double
  private var last: Nanoseconds

  init(perSecond: Double, burst: Double, now: Nanoseconds) {
    self.perSecond = perSecond
    self.burst = burst
    tokens = burst
    last = now
  }

  /// Takes a token if there is one.
  mutating func take(now: Nanoseconds) -> Bool {
    tokens = level(now: now)
    last = max(last, now)
    guard tokens >= 1 else { return false }
    tokens -= 1
    return true
  }

  /// Whether nothing would change if it were forgotten and made anew.
  func isFull(now: Nanoseconds) -> Bool { level(now: now) >= burst }

  private func level(now: Nanoseconds) -> Double {
    // Threads may come here in another order than they read their clocks.
    let elapsed = now > last ? Double(now - last) / 1e9 : 0
    return min(burst, tokens + elapsed * perSecond)
  }
}
