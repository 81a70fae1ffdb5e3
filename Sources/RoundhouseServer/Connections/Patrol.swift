internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// Walks by all connections four times a second: cuts the slow ones, notices clients that have gone, keeps streams warm.
///
/// libmicrohttpd knows only how long a connection has been silent, and does not look at suspended ones at all.
final class Patrol: Sendable {
  private let registry: ConnectionRegistry
  private let clock: ServerClock
  private let log: any Logging
  private let isStopped = Atomic<Bool>(false)
  private let tooSlow = Answer.tooSlow.wire

  init(_ registry: ConnectionRegistry, _ clock: ServerClock, _ log: any Logging) {
    self.registry = registry
    self.clock = clock
    self.log = log
  }

  /// - Returns: false if the system gave no thread.
  func start() -> Bool { OwnThread.start("rh-http-patrol", stack: 256 << 10) { [self] in run() } }

  /// Its thread ends soon after.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    registry.bell.ring()
  }

  private func run() {
    while !isStopped.load(ordering: .acquiring) {
      registry.bell.wait(milliseconds: registry.count == 0 ? nil : Int32(ServerClock.tick / 1_000_000))
      clock.refresh()
      walk(clock.now)
    }
  }

  private func walk(_ tick: UInt64) {
    let cut = registry.cutLate(tick, telling: tooSlow)
    if cut > 0 { log.info("cut \(cut) connections whose clients were too slow") }
    for connection in registry.abandoned() { connection.activity?.giveUp() }
    for connection in registry.waiting() { connection.activity?.beat(tick) }
  }
}
