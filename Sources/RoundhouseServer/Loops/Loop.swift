internal import CMicrohttpd
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// One libmicrohttpd daemon with its threads, over a listening socket that several may share.
final class Loop: Sendable {
  // libmicrohttpd's, until `stop` gives it back.
  private nonisolated(unsafe) let daemon: OpaquePointer
  // Freed when the daemon has been stopped; a daemon that hangs keeps it for ever.
  private nonisolated(unsafe) let logger: UnsafeMutablePointer<http_logger>
  private let service: Service

  /// - Throws: `internal` if the system has no thread or descriptor left.
  init(_ socket: ListenSocket, _ service: Service, threads: Int) throws(RoundhouseError) {
    let configuration = service.configuration
    let limits = http_limits(
      threads: UInt32(threads), connections: UInt32(configuration.connections),
      idle_seconds: UInt32(clamping: max(1, configuration.idleTimeout / .seconds(1))),
      connection_memory: max(16 << 10, configuration.headLimit * 2))
    logger = .allocate(capacity: 1)
    logger.initialize(to: http_logger(line: logLine, context: Unmanaged.passUnretained(service).toOpaque()))
    // The service outlives the daemon: released in `stop`, or never.
    let context = Unmanaged.passRetained(service).toOpaque()
    guard
      let daemon = http_start(
        socket.descriptor, limits, answerRequest, finishRequest, noticeConnection, context, logger)
    else {
      let reason = platform_errno()
      Unmanaged<Service>.fromOpaque(context).release()
      logger.deallocate()
      throw RoundhouseError(
        .internal, "no listener thread could be started", remedy: "raise the limits of processes and open files",
        cause: String(cString: strerror(reason)))
    }
    self.daemon = daemon
    self.service = service
  }

  /// Accepts no further connections.
  func quiesce() { _ = MHD_quiesce_daemon(daemon) }

  /// Ends all connections and threads, once. Nothing sleeps any more. A thread that an agent holds is left alone.
  /// - Returns: false if the deadline came first.
  func stop(until deadline: Nanoseconds) -> Bool {
    let isDone = Flag()
    let hasThread = OwnThread.start("rh-http-stop") { [self] in
      MHD_stop_daemon(daemon)
      logger.deallocate()
      Unmanaged.passUnretained(service).release()
      isDone.set()
    }
    while hasThread, !isDone.isSet, platform_now() < deadline { usleep(1_000) }
    return isDone.isSet
  }
}

/// Something that happens once.
private final class Flag: Sendable {
  private let value = Atomic<Bool>(false)
  var isSet: Bool { value.load(ordering: .acquiring) }
  func set() { value.store(true, ordering: .releasing) }
}
