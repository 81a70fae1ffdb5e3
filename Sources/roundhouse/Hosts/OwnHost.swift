internal import CPlatform
internal import RoundhouseAssembly
internal import RoundhouseDiscovery
internal import RoundhouseHost
internal import RoundhouseModel

/// A host of the command's own, in this process: loaded when it is first asked, ended when the command ends.
final class OwnHost: AskedHost {
  private let flags: ConfigurationFlags
  private let console: Console
  private var started: Assembly?
  /// How long another command may keep the state folder before this one gives up.
  private static let patience = Nanoseconds.seconds(2)
  private static let drainTime = Nanoseconds.seconds(2)

  init(_ flags: ConfigurationFlags, _ console: Console) {
    self.flags = flags
    self.console = console
  }

  func answer(_ question: HostQuestion) throws(RoundhouseError) -> [UInt8] {
    switch question {
    case .agents: return try assembly().answers.agents()
    case .agent(let id): return try assembly().roster.status(of: id).json()
    case .history(let id):
      return HistoryAnswer(agent: id, replacements: try assembly().roster.history(of: id)).json()
    case .capabilities: return try assembly().host.capabilities().json()
    case .route(let request): return try assembly().host.explain(request.target, request.options).json()
    case .statistics: return try assembly().host.statistics().json()
    case .runs(let question): return try assembly().runs.answer(question)
    case .configuration: return try HostAnswers.configuration(Configuration.load(flags: flags))
    }
  }

  func call(_ request: CallRequest, chunk: ([UInt8]) -> Void) throws(RoundhouseError) -> CallAnswer {
    let assembly = try assembly()
    let begun = platform_now()
    let call = try Self.explaining(request.target, assembly) { () throws(RoundhouseError) in
      try assembly.host.begin(request.target, request.payload, request.options)
    }
    let reply: Reply
    switch consume call {
    case .done(let done): reply = done
    case .pending(let pending): reply = try request.isStream ? ChunkReader(pending).read(chunk) : pending.wait()
    }
    let overhead = platform_now() &- begun
    return CallAnswer(
      payload: Array(reply.bytes), contentType: reply.contentType, agent: reply.agent,
      overhead: overhead > reply.agentTime ? overhead - reply.agentTime : 0, attempts: reply.attempts)
  }

  /// That nobody offers a capability may be because its agent could not be loaded: that says more, and nobody reads a log.
  private static func explaining(
    _ capability: String, _ assembly: Assembly, _ begin: () throws(RoundhouseError) -> Begun
  ) throws(RoundhouseError) -> Begun {
    do throws(RoundhouseError) { return try begin() } catch {
      guard error.code == .unknownCapability, let failure = assembly.roster.failure(offering: capability) else {
        throw error
      }
      throw failure
    }
  }

  func close() {
    started?.stop(deadline: platform_now() &+ Self.drainTime)
    started = nil
  }

  private func assembly() throws(RoundhouseError) -> Assembly {
    if let started { return started }
    console.remark("no --server: the agents are loaded into this process")
    let assembly = try Progress.during("loading the agents", console) { () throws(RoundhouseError) in try start() }
    started = assembly
    return assembly
  }

  /// Waits a little for a command that has the same state folder; a host that runs there will not give it up.
  private func start() throws(RoundhouseError) -> Assembly {
    let deadline = platform_now() &+ Self.patience
    while true {
      do throws(RoundhouseError) { return try Assembly.start(.forOneCommand(flags)) } catch {
        guard error.code == .conflict, platform_now() < deadline else { throw error }
        usleep(50_000)
      }
    }
  }
}

extension CallRequest {
  /// The same as the host takes it. The deadline counts from now.
  fileprivate var options: CallOptions {
    var options = CallOptions()
    options.deadline = timeout == 0 ? 0 : platform_now() &+ timeout
    options.version = version
    options.agent = agent
    if !agentVersion.isEmpty { options.agentVersion = agentVersion }
    options.tags = tags
    options.session = session
    options.idempotencyKey = idempotencyKey
    options.contentType = contentType
    options.wantsChunks = isStream
    return options
  }
}
