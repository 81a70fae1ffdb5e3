/// How many lines one agent may write.
package struct LogRate: Sendable, Equatable {
  package var perSecond: Double
  /// So many at once, after a quiet time.
  package var burst: Double

  package init(perSecond: Double = 200, burst: Double = 400) {
    self.perSecond = perSecond
    self.burst = burst
  }
}
