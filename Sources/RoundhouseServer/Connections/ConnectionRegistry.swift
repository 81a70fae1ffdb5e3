internal import CPlatform
internal import Glibc
internal import Synchronization

/// All connections that are open. A socket is touched under its lock only, so that it is the connection's own still.
final class ConnectionRegistry: Sendable {
  private struct State {
    var connections: [ObjectIdentifier: WatchedConnection] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())
  /// Rung when there is something to watch again.
  let bell = Bell()

  var count: Int { state.withLock { $0.connections.count } }

  func add(_ connection: WatchedConnection) {
    let (isFirst, isClosed) = state.withLock { state in
      state.connections[ObjectIdentifier(connection)] = connection
      return (state.connections.count == 1, state.isClosed)
    }
    if isFirst { bell.ring() }
    if isClosed { connection.suspension.close() }
  }

  /// Before the socket is closed.
  func remove(_ connection: WatchedConnection) {
    state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
    connection.suspension.close()
  }

  /// Cuts whoever is too late.
  /// - Returns: how many that were.
  func cutLate(_ tick: UInt64, telling answer: [UInt8]) -> Int {
    state.withLock { $0.connections.values.count { $0.cutIfLate(tick, telling: answer) } }
  }

  /// Those that wait for something.
  func waiting() -> [WatchedConnection] {
    state.withLock { $0.connections.values.filter { $0.phase == .working && $0.activity != nil } }
  }

  /// Those that wait for something and whose client has hung up.
  ///
  /// One that hung up before its request was there is shut: with edges only, libmicrohttpd misses an end that came
  /// together with bytes.
  func abandoned() -> [WatchedConnection] {
    state.withLock { state in
      let silent = state.connections.values.filter { $0.phase != .sending && $0.phase != .cut }
      guard !silent.isEmpty else { return [] }
      var sockets = silent.map { pollfd(fd: $0.socket, events: Int16(POLLRDHUP), revents: 0) }
      guard poll(&sockets, nfds_t(sockets.count), 0) > 0 else { return [] }
      return zip(silent, sockets).filter { $0.1.revents != 0 && $0.0.hungUp() }.map(\.0)
    }
  }

  /// How many are in the midst of a request.
  var busy: Int { state.withLock { $0.connections.values.count { $0.isBusy } } }

  /// Ends all waiting, now and for connections that come.
  func close() {
    let all = state.withLock { state in
      state.isClosed = true
      return Array(state.connections.values)
    }
    for connection in all {
      connection.activity?.giveUp()
      connection.suspension.close()
    }
  }
}
