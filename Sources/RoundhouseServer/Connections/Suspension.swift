internal import CMicrohttpd
internal import Synchronization

/// Puts a connection to sleep and wakes it, exactly once each, whatever the order in which the threads come.
///
/// A wake that comes too early is remembered; one that comes too late changes nothing. Waking may be spurious: whoever
/// slept looks again at what it waited for.
final class Suspension: Sendable {
  private enum State {
    static let awake: UInt8 = 0
    static let asleep: UInt8 = 1
    /// Woken while awake.
    static let signalled: UInt8 = 2
    /// Sleeps no more.
    static let closed: UInt8 = 3
  }

  // libmicrohttpd's. It is alive whenever the state is `asleep`: a suspended connection is not freed.
  private nonisolated(unsafe) let connection: OpaquePointer
  private let state = Atomic<UInt8>(State.awake)

  init(_ connection: OpaquePointer) { self.connection = connection }

  var isClosed: Bool { state.load(ordering: .acquiring) == State.closed }

  /// Sends the connection to sleep, on its own loop's thread.
  /// - Returns: whether the loop calls again later; false if there is something to look at now.
  func sleep() -> Bool {
    if move(State.signalled, to: State.awake) || isClosed { return false }
    // Suspended before the state says so: whoever sees `asleep` may resume at once.
    MHD_suspend_connection(connection)
    if move(State.awake, to: State.asleep) { return true }
    _ = move(State.signalled, to: State.awake)
    MHD_resume_connection(connection)
    return true
  }

  /// Wakes the connection, from any thread.
  func wake() {
    while true {
      if move(State.asleep, to: State.awake) { return MHD_resume_connection(connection) }
      if move(State.awake, to: State.signalled) { return }
      let now = state.load(ordering: .acquiring)
      if now == State.signalled || now == State.closed { return }
    }
  }

  /// Wakes the connection for good. libmicrohttpd must not be stopped while one sleeps.
  func close() {
    let before = state.exchange(State.closed, ordering: .acquiringAndReleasing)
    if before == State.asleep { MHD_resume_connection(connection) }
  }

  private func move(_ from: UInt8, to: UInt8) -> Bool {
    state.compareExchange(expected: from, desired: to, ordering: .acquiringAndReleasing).exchanged
  }
}
