internal import RoundhouseModel
internal import Synchronization

/// The worker's threads: how many there are, and how many have nothing to do.
final class Crew: Sendable {
  /// Threads beside those that an agent's calls may hold.
  static let spare = 5
  private static let most = 256

  private let limit: Int
  private let threads = Atomic<Int>(1)
  let sleepers = Atomic<Int>(0)

  init(limit: Int) { self.limit = min(limit, Crew.most) }

  /// Makes sure that somebody is free to read while the calling thread is away.
  func provide(_ body: @escaping @Sendable () -> Void) {
    guard sleepers.load(ordering: .acquiring) == 0 else { return }
    guard threads.add(1, ordering: .relaxed).newValue <= limit, OwnThread.start("rh-worker", body) else {
      threads.subtract(1, ordering: .relaxed)
      return
    }
  }
}
