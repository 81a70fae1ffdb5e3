// SPDX-License-Identifier: Apache-2.0

/// When something should be asked for again, after SM-2 (Wozniak, 1987): after 1 day, 6 days, and then each time as many
/// times longer as it is easy. A mistake begins anew.
struct Repetition: Codable {
  private static let day: Int64 = 86_400_000

  /// So many times in a row it was known when it was due.
  private(set) var streak = 0
  /// How many times longer the next interval is. At least 1.3.
  private(set) var ease = 2.5
  /// Days.
  private(set) var interval = 0
  /// Milliseconds since 1970; nil before the first answer.
  private(set) var due: Int64?

  /// - Parameters:
  ///   - quality: 5 for an answer without effort, 3 for one with help, less for a wrong one.
  ///   - now: milliseconds since 1970.
  mutating func review(quality: Int, now: Int64) {
    // Known before it was due proves nothing about remembering.
    if quality >= 3, let due, now < due { return }
    if quality < 3 {
      (streak, interval) = (0, 1)
    } else {
      streak += 1
      // A century is for ever.
      interval = streak == 1 ? 1 : streak == 2 ? 6 : min(36_500, Int((Double(interval) * ease).rounded()))
    }
    let lack = Double(5 - quality)
    ease = max(1.3, ease + 0.1 - lack * (0.08 + lack * 0.02))
    due = now + Int64(interval) * Self.day
  }
}
