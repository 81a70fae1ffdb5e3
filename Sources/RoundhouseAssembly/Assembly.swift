internal import CPlatform
package import RoundhouseDiscovery
package import RoundhouseHost
package import RoundhouseModel
package import RoundhouseServer
internal import RoundhouseStore
internal import RoundhouseTelemetry
internal import Synchronization

/// A host with everything it needs, put together: the only place where all rooms meet.
package final class Assembly: Sendable {
  package let configuration: Configuration
  package let host: Host
  package let roster: AgentRoster
  /// Where HTTP requests are answered; nil without a server.
  package let address: ListenAddress?
  private let keeping: StateKeeping
  private let room: RunRoom
  private let log: Log
  private let server: HTTPServer?
  private let watcher = Mutex<AgentWatcher?>(nil)

  /// Puts a host together, loads all agents that are found, and answers. Blocks until then.
  /// - Throws: what makes a host impossible: a wrong configuration, a state folder in use, an address in use. Agents
  ///   that cannot be loaded do not.
  package static func start(_ options: AssemblyOptions) throws(RoundhouseError) -> Assembly {
    let assembly = try Assembly(AssemblyParts(options), hasServer: options.hasServer)
    // Watching begins before the first look, so that nothing is missed between the two.
    if options.watchesFolders { try assembly.watch() }
    assembly.roster.rescan(isLogged: options.logsAgents && options.logsFirstLook)
    assembly.follow()
    // Runs that an earlier host has left ask for agents at once.
    try assembly.room.start()
    return assembly
  }

  private init(_ parts: AssemblyParts, hasServer: Bool) throws(RoundhouseError) {
    configuration = parts.configuration
    host = parts.host
    roster = parts.roster
    keeping = parts.keeping
    room = parts.room
    log = parts.log
    guard hasServer else {
      server = nil
      address = nil
      return
    }
    (server, address) = try parts.startServer()
  }

  /// Where the state is kept; nil: in memory.
  package var stateFolder: String? { keeping.folder }

  /// `GET /v1/agents`, with what was rejected.
  package var answers: HostAnswers { HostAnswers(host: host, roster: roster) }

  package var runs: RunAnswers { RunAnswers(room.runs) }

  /// Answers no new requests, finishes those in flight, and ends all agents.
  /// - Parameter deadline: on the monotonic clock; what is not finished by then is left.
  package func stop(deadline: Nanoseconds) {
    watcher.withLock { $0.take() }?.stop()
    server?.stop(until: deadline)
    room.stop()
    host.drain(until: deadline)
    keeping.store.close()
    log.flush()
  }

  private func watch() throws(RoundhouseError) {
    let roots = roster.searchPath.roots.map(\.path)
    let watcher = try AgentWatcher(roots: roots, log: log) { [weak self] in
      self?.roster.rescan()
      self?.follow()
    }
    self.watcher.withLock { $0 = watcher }
  }

  /// Watches also the folders in which libraries lie.
  private func follow() {
    let scan = roster.scan
    watcher.withLock { $0 }?.follow(scan)
  }
}
