internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// Requests at a steady rate against the agents that do nothing wrong, from a thread of its own.
final class Load: Sendable {
  let port: UInt16
  /// Requests a second.
  let rate: Int
  /// The capabilities that are asked in turn.
  let targets: [String]

  private let stopped = Atomic<Bool>(false)
  private let ended = Atomic<Bool>(false)
  private let samples = Mutex<[LoadSample]>([])
  /// Every request that was due before has ended.
  private let settledUntil = Atomic<UInt64>(0)

  private init(port: UInt16, rate: Int, targets: [String]) {
    (self.port, self.rate, self.targets) = (port, rate, targets)
  }

  static func start(port: UInt16, rate: Int, targets: [String]) throws(RoundhouseError) -> Load {
    let load = Load(port: port, rate: rate, targets: targets)
    let hasThread = LoadThread.start {
      var loop = LoadLoop(load)
      loop.run()
      load.ended.store(true, ordering: .releasing)
    }
    guard hasThread else {
      throw RoundhouseError(.overloaded, "there is no thread for the load", remedy: "end other programs first")
    }
    return load
  }

  var isStopped: Bool { stopped.load(ordering: .relaxed) }

  func note(_ sample: LoadSample) { samples.withLock { $0.append(sample) } }
  func settled(_ until: Nanoseconds) { settledUntil.store(until, ordering: .releasing) }

  /// What the requests met that were due in this stretch; waits for the last of them, which a lane's patience bounds.
  func figures(from start: Nanoseconds, to end: Nanoseconds) -> LoadFigures {
    _ = Patience.wait(.seconds(15)) {
      settledUntil.load(ordering: .acquiring) >= end || ended.load(ordering: .acquiring)
    }
    return LoadFigures(samples.withLock { $0.filter { $0.due >= start && $0.due < end } })
  }

  /// Ends the thread, and waits for it.
  func stop() {
    stopped.store(true, ordering: .relaxed)
    _ = Patience.wait(.seconds(15)) { ended.load(ordering: .acquiring) }
  }
}
