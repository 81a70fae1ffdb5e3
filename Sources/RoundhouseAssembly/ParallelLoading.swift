internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// Loads many agents on a few threads, so that one that starts slowly does not hold up the others.
final class ParallelLoading: Sendable {
  /// Agents that one thread loads in a row become routable in one step.
  private static let maximumBatch = 8
  private static let maximumThreads = 8

  private let bundles: [AgentBundle]
  private let host: Host
  private let batch: Int
  private let next = Atomic(0)
  private let failures = Mutex<[AgentFailure]>([])

  /// Blocks until all are loaded or have failed.
  /// - Returns: those that could not be loaded, sorted by id.
  static func add(_ bundles: [AgentBundle], to host: Host) -> [AgentFailure] {
    let loading = ParallelLoading(bundles, host)
    let threads = min(maximumThreads, (bundles.count + loading.batch - 1) / loading.batch)
    let latch = Latch(count: threads)
    for _ in 0..<threads {
      let isStarted = threads > 1 && OwnThread.start("rh-load") { loading.run(latch) }
      // One batch needs no thread; and where the system gives none, the work is done here.
      if !isStarted { loading.run(latch) }
    }
    latch.wait()
    return loading.failures.withLock { $0 }.sorted { $0.id < $1.id }
  }

  private init(_ bundles: [AgentBundle], _ host: Host) {
    self.bundles = bundles
    self.host = host
    batch = max(1, min(Self.maximumBatch, bundles.count / Self.maximumThreads))
  }

  private func run(_ latch: Latch) {
    while true {
      let start = next.add(batch, ordering: .relaxed).oldValue
      guard start < bundles.count else { return latch.arrive() }
      let failed = host.add(Array(bundles[start..<min(start + batch, bundles.count)]))
      failures.withLock { $0 += failed.map { AgentFailure($0.bundle, $0.error) } }
    }
  }
}
