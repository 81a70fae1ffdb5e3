internal import CPlatform
internal import RoundhouseDiscovery
internal import RoundhouseHost
internal import RoundhouseModel
internal import RoundhouseServer
internal import RoundhouseStore
internal import RoundhouseTelemetry

/// The rooms of one host, joined but not yet at work.
struct AssemblyParts {
  let configuration: Configuration
  let host: Host
  let roster: AgentRoster
  let keeping: StateKeeping
  let room: RunRoom
  let log: Log
  let metrics: Metrics
  let listeners: Listeners

  init(_ options: AssemblyOptions) throws(RoundhouseError) {
    let environment = options.environment
    configuration = try Configuration.load(
      flags: options.flags, environment: environment, installation: options.installation)
    let searchPath = try SearchPath(
      configuration: configuration, environment: environment, installation: options.installation)
    keeping = try StateKeeping(options, configuration)
    log = Log(
      format: configuration.logsJSON ? .json : Log.textFormat(),
      threshold: max(configuration.logLevel, options.minimumLogLevel))
    metrics = Metrics()
    // Before any thread of the host is started.
    if options.tellsCrashes { platform_expect_crashes() }
    listeners = Listeners()
    let hostConfiguration = HostConfiguration(
      configuration, options.installation, warnsOfForeignAgents: options.logsAgents)
    let publisher = WorkflowPublisher()
    host = Host(
      hostConfiguration,
      HostSurroundings(
        log: log, metrics: metrics, state: keeping.store, probe: WorkerProbe(hostConfiguration),
        history: keeping.history, workflows: publisher
      ) { [listeners] in listeners.takeOver() })
    var storing = RunStoreSettings()
    storing.acceptsLoss = options.acceptsLoss
    room = try RunRoom(
      host: host, folder: keeping.folder, storing, publisher: publisher, configuration: configuration)
    let confinements = try Confinements(keeping.crashes, log)
    if options.tellsCrashes, let file = try keeping.crashes?.openNote() { Culprits.tell(of: host, into: file) }
    roster = try AgentRoster(
      host: host, searchPath: searchPath, configuration: configuration, environment: environment,
      log: options.logsAgents ? log : nil, store: keeping.settings, confinements: confinements)
  }

  /// Opens the HTTP interface.
  func startServer() throws(RoundhouseError) -> (HTTPServer, ListenAddress) {
    let configuration = try ServerConfiguration(self.configuration)
    let figures = HostFigures(host: host, metrics: metrics)
    let answers = HostAnswers(host: host, roster: roster)
    let reports = ServerReports(
      metrics: { figures.text },
      configuration: { [settled = self.configuration] in HostAnswers.configuration(settled) },
      agents: { answers.agents() }, runs: RunAnswers(room.runs), isReady: { [roster] in roster.isSettled })
    let server = HTTPServer(host: host, operations: roster, reports: reports, log: log, configuration: configuration)
    let port = try server.start()
    listeners.server = server
    return (server, ListenAddress(host: configuration.address.host, port: port))
  }
}
