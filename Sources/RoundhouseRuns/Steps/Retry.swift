package import RoundhouseModel

/// How often a failed step is tried again, and how long is waited before. A pure value; the random number is given.
///
/// Seed 004 calls it `RetryStrategy`: `EXPONENTIAL_BACKOFF`, `FIXED_DELAY`, `IMMEDIATE`, `NO_RETRY`. Its `base_delay` is
/// `base`, its `max_retries` is `retries`. `linear` is what seed 002's plans show.
package struct Retry: Sendable, Equatable {
  package enum Growth: String, Sendable, CaseIterable {
    /// 1, 2, 4, 8 times the base.
    case exponential
    /// 1, 2, 3, 4 times the base.
    case linear
    case fixed
    /// Without waiting.
    case immediate
    case none
  }

  package var growth: Growth
  /// Tries beyond the first: 3 of them are up to four attempts.
  package var retries: Int
  package var base: Nanoseconds
  /// No wait is longer.
  package var limit: Nanoseconds
  /// How much of a wait is left to chance: 0.2 is up to a tenth more or less.
  package var jitter: Double

  /// More is not waited for in one run, whatever is asked: a wrong zero must not keep one busy for ever.
  package static let most = 1000

  package init(
    _ growth: Growth = .exponential, retries: Int = 3, base: Nanoseconds = .seconds(1),
    limit: Nanoseconds = .seconds(60), jitter: Double = 0.2
  ) {
    self.growth = growth
    self.retries = min(max(0, retries), Retry.most)
    self.base = base
    self.limit = limit
    self.jitter = min(max(0, jitter), 1)
  }

  package static let never = Retry(.none, retries: 0)

  /// How long to wait after so many attempts; nil if none may follow.
  /// - Parameter random: from 0 to 1.
  package func delay(after attempt: Int, random: Double) -> Nanoseconds? {
    guard growth != .none, attempt <= retries else { return nil }
    let factor: UInt64 =
      switch growth {
      case .exponential: 1 << UInt64(min(max(attempt, 1) - 1, 40))
      case .linear: UInt64(attempt)
      case .fixed: 1
      case .immediate, .none: 0
      }
    let (product, isTooLong) = base.multipliedReportingOverflow(by: factor)
    let delay = Double(isTooLong ? limit : min(limit, product))
    return Nanoseconds(delay + delay * jitter * (random - 0.5))
  }
}
