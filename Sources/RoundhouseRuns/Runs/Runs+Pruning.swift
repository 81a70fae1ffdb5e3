internal import CPlatform
package import RoundhouseModel
internal import Synchronization

// Runs that ended long ago are forgotten.
extension Runs {
  /// So many are forgotten in one transaction: runs that go on wait for it.
  private static let pruned = 200
  /// Between two transactions, and between two looks when there is nothing to forget.
  private static let (breath, pause): (Nanoseconds, Nanoseconds) = (.milliseconds(20), .seconds(60))

  /// Forgets runs with all that is recorded of them, so long after their end. Before `start`.
  package func keepEnded(for time: Nanoseconds) { state.withLock { $0.retention = time } }

  /// On the loop's thread, once: comes back by itself.
  func pruneAgainAndAgain() {
    guard let retention = state.withLock({ $0.isStopping ? nil : $0.retention }) else { return }
    let limit = clock.wallClock / 1_000_000 - Int64(clamping: retention / 1_000_000)
    // A store that cannot be written now can be later.
    let count = (try? store.prune(endedBefore: limit, limit: Self.pruned)) ?? 0
    _ = loop.add(platform_now() &+ (count == Self.pruned ? Self.breath : Self.pause)) { [weak self] in
      self?.pruneAgainAndAgain()
    }
  }
}
