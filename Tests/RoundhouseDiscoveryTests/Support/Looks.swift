import CPlatform
import RoundhouseModel
import Synchronization

@testable import RoundhouseDiscovery

/// Receives a watcher's calls as the host would: scans, takes the difference, and keeps books on what it would hold.
final class Looks: Sendable {
  struct State {
    var scan = Scan()
    var settled = Scan()
    /// What a host would hold that applied every difference.
    var held: [String: FoundAgent] = [:]
    var count = 0
    /// When the last look ended, on the monotonic clock.
    var end: Nanoseconds = 0
    var faults: [String] = []
  }

  let roots: [String]
  private let state = Mutex(State())
  private let memory = Mutex(ScanMemory())
  private let signal = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

  init(_ roots: [String]) { self.roots = roots }

  var now: State { state.withLock { $0 } }

  func look() {
    let scan = memory.withLock { Sample.scan(roots, memory: &$0) }
    state.withLock { state in
      let difference = ScanDifference(from: state.settled, to: scan)
      state.apply(difference)
      state.scan = scan
      state.count += 1
      state.end = platform_now()
    }
    signal.continuation.yield()
  }

  /// Waits for a look after which something is so; the test's time limit is the only other end.
  func wait(until isSo: (State) -> Bool) async {
    if isSo(now) { return }
    for await _ in signal.stream where isSo(now) { return }
  }
}

extension Looks.State {
  /// Applies a difference and notes what a host would trip over.
  fileprivate mutating func apply(_ difference: ScanDifference) {
    for agent in difference.removed where held.removeValue(forKey: agent.id) == nil {
      faults.append("\(agent.id) removed, but it was not there")
    }
    for agent in difference.changed where held.updateValue(agent, forKey: agent.id) == nil {
      faults.append("\(agent.id) changed, but it was not there")
    }
    for agent in difference.added where held.updateValue(agent, forKey: agent.id) != nil {
      faults.append("\(agent.id) added twice")
    }
    settled = difference.settled
    let ids = held.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if ids.compactMap({ held[$0] }) != settled.found { faults.append("the books differ from what is settled") }
  }
}

/// Keeps lines for a test.
final class Lines: Logging {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {
    lines.withLock { $0.append("\(level): \(message)") }
  }
}
