package import RoundhouseModel

/// What an operator decides about the HTTP interface.
package struct ServerConfiguration: Sendable, Equatable {
  /// Where to listen.
  package var address = ListenAddress.standard
  /// Whether to listen beyond this machine and to answer under any host name, although nobody has to show a key.
  package var isInsecure = false
  /// Bytes that one request's body may have.
  package var bodyLimit = 16 << 20
  /// Bytes that all bodies beyond 64 KiB may have together, over all connections.
  package var bodyBudget = 512 << 20
  /// Bytes of a request line and all headers.
  ///
  /// A connection has twice as much memory, at least 16 KiB, and libmicrohttpd clears all of it after each request: with
  /// 64 KiB that is a third of the time that a small call takes.
  package var headLimit = 8 << 10
  /// Bytes of a path without its query.
  package var urlLimit = 4 << 10
  /// Connections of one loop; more wait in the system's queue.
  package var connections = 1024
  /// How long a connection may be without any byte.
  package var idleTimeout: Nanoseconds = .seconds(30)
  /// How long a request may take to arrive in whole.
  package var requestTimeout: Nanoseconds = .seconds(30)
  /// How often an event stream says that it is alive.
  package var heartbeat: Nanoseconds = .seconds(15)
  /// Listener threads; nil takes one less than there are cores, one at least.
  package var threads: Int?
  /// How many loops may be added beside those that an agent holds.
  package var takeOvers = 8

  package init() {}
}
