import Glibc
import Synchronization

@testable import RoundhouseDiscovery

/// Holds a thread back while it is closed.
final class Gate: Sendable {
  private let isClosed = Atomic(false)

  func close() { isClosed.store(true, ordering: .sequentiallyConsistent) }
  func open() { isClosed.store(false, ordering: .sequentiallyConsistent) }
  func pass() { while isClosed.load(ordering: .sequentiallyConsistent) { usleep(1000) } }
}

/// Gives a closure its own watcher.
final class Box: Sendable {
  let watcher = Mutex<AgentWatcher?>(nil)
}
