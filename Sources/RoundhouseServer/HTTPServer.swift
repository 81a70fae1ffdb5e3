internal import CPlatform
internal import Glibc
package import RoundhouseHost
package import RoundhouseModel
internal import Synchronization

/// The HTTP interface of a host: decode, one call, encode.
package final class HTTPServer: Sendable {
  /// What there is while it runs.
  private struct Running {
    let service: Service
    let socket: ListenSocket
    let patrol: Patrol
    var loops: [Loop]
    var takeOvers = 0
  }

  private let host: Host
  private let operations: any AgentOperating
  private let reports: ServerReports
  private let log: any Logging
  private let configuration: ServerConfiguration
  private let running = Mutex<Running?>(nil)

  package init(
    host: Host, operations: any AgentOperating, reports: ServerReports, log: any Logging,
    configuration: ServerConfiguration = ServerConfiguration()
  ) {
    self.host = host
    self.operations = operations
    self.reports = reports
    self.log = log
    self.configuration = configuration
  }

  /// Listens and answers from now on.
  /// - Returns: the port, which the system chose if the address said 0.
  /// - Throws: `permissionDenied` for an address beyond this machine, `conflict` for a port that is taken.
  package func start() throws(RoundhouseError) -> UInt16 {
    guard configuration.address.isLoopback || configuration.isInsecure else {
      throw RoundhouseError(
        .permissionDenied, "\(configuration.address) can be reached from other machines, and nobody has to show a key",
        remedy: "listen on 127.0.0.1, or allow it with --insecure where the network is your own")
    }
    let socket = try ListenSocket(configuration.address)
    let service = Service(host, operations, reports, log, configuration, port: socket.port)
    let patrol = Patrol(service.registry, service.clock, log)
    guard service.changes.start(), service.questions.start(), patrol.start() else {
      throw RoundhouseError(.internal, "the system gives no threads", remedy: "raise the limit of processes")
    }
    let threads = configuration.threads ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) - 1)
    let loop = try Loop(socket, service, threads: threads)
    running.withLock { $0 = Running(service: service, socket: socket, patrol: patrol, loops: [loop]) }
    return socket.port
  }

  /// Adds a loop beside those that an agent holds, so that new connections are answered. Any thread.
  package func takeOver() {
    let added: Result<Int, RoundhouseError>? = running.withLock { running in
      guard let state = running, state.takeOvers < configuration.takeOvers else { return nil }
      do throws(RoundhouseError) {
        let loop = try Loop(state.socket, state.service, threads: 1)
        running?.loops.append(loop)
        running?.takeOvers += 1
        return .success(state.takeOvers + 1)
      } catch {
        return .failure(error)
      }
    }
    switch added {
    case .success(let count): log.warning("an agent holds a listener thread; another one listens (\(count) added)")
    case .failure(let error): log.error("an agent holds a listener thread, and no other could be started: \(error)")
    case nil: log.error("an agent holds a listener thread, and as many as allowed were added already")
    }
  }

  /// Accepts nobody, finishes what is in flight until the deadline, then ends. Blocks. Once.
  package func stop(until deadline: Nanoseconds) {
    guard let running = running.withLock({ $0.take() }) else { return }
    let service = running.service
    service.drain()
    for loop in running.loops { loop.quiesce() }
    running.socket.refuse()
    finish(service.registry, until: deadline)
    service.registry.close()
    service.changes.stop()
    service.questions.stop()
    let end = max(platform_now(), deadline) + .seconds(1)
    let stopped = running.loops.count { $0.stop(until: end) }
    running.patrol.stop()
    if stopped < running.loops.count {
      log.warning("\(running.loops.count - stopped) listener threads are held by agents and were left alone")
    }
  }

  /// Waits until no connection is in the midst of a request, twice in a row: a request may just be on its way.
  private func finish(_ registry: ConnectionRegistry, until deadline: Nanoseconds) {
    var quiet = 0
    while quiet < 2, platform_now() < deadline {
      quiet = registry.busy == 0 ? quiet + 1 : 0
      usleep(5_000)
    }
    let left = registry.busy
    if left > 0 { log.warning("\(left) requests did not end in time and are given up") }
  }
}
