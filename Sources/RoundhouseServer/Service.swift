internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// What every connection of a running server works with.
final class Service: Sendable {
  let host: Host
  let operations: any AgentOperating
  let reports: ServerReports
  let log: any Logging
  let configuration: ServerConfiguration
  let guardian: Guard
  let clock = ServerClock()
  let registry = ConnectionRegistry()
  let bodyBudget: BodyBudget
  /// For what changes agents, and may take as long as loading a library.
  let changes: WorkThread
  /// For what is told of them, which with many agents is long.
  let questions: WorkThread
  private let draining = Atomic<Bool>(false)

  init(
    _ host: Host, _ operations: any AgentOperating, _ reports: ServerReports, _ log: any Logging,
    _ configuration: ServerConfiguration, port: UInt16
  ) {
    self.host = host
    self.operations = operations
    self.reports = reports
    self.log = log
    self.configuration = configuration
    guardian = Guard(port: port, isInsecure: configuration.isInsecure)
    bodyBudget = BodyBudget(configuration.bodyBudget)
    changes = WorkThread("rh-http-change", limit: 16)
    questions = WorkThread("rh-http-tell", limit: 64)
  }

  /// How long a connection may stay between two requests, and the next one take to arrive.
  var keepAlive: Nanoseconds { configuration.idleTimeout + configuration.requestTimeout }

  /// Whether this server finishes what it has, and wants nothing new.
  var isDraining: Bool { draining.load(ordering: .relaxed) }

  func drain() { draining.store(true, ordering: .relaxed) }
}
