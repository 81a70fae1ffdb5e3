internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseLoading
internal import RoundhouseModel
internal import RoundhouseStore
internal import RoundhouseTelemetry

/// A host with the one agent that is checked, in the tier that is asked for.
final class TrialHost: Sendable {
  let host: Host
  let bundle: AgentBundle
  let log = MemoryLog()
  /// No test waits longer for one answer, whatever the manifest promises.
  static let patience = Nanoseconds.seconds(10)

  /// Loads and creates the agent.
  /// - Parameter change: what a test wants otherwise than the manifest says.
  /// - Returns: nil if this host has no such tier; the trial has been told.
  static func start(
    _ trial: Trial, change: (inout Manifest) -> Void = { _ in }
  ) throws(RoundhouseError) -> TrialHost? {
    var bundle = try trial.bundle()
    bundle.manifest.tier = trial.options.tier
    // Asked by the tests themselves, so that each is told for itself.
    bundle.manifest.selfTests = []
    // A test goes on where a host would leave the agent alone.
    bundle.manifest.breaker.failureThreshold = 1_000_000
    change(&bundle.manifest)
    trial.doing("it was loaded and created")
    let made = try TrialHost(bundle)
    guard try made.status().tier == trial.options.tier else {
      trial.skips("this host has no \(trial.options.tier.rawValue) tier")
      return nil
    }
    return made
  }

  private init(_ bundle: AgentBundle) throws(RoundhouseError) {
    self.bundle = bundle
    let surroundings = HostSurroundings(log: log, metrics: Metrics(), state: try MemoryStateStore())
    var configuration = HostConfiguration()
    configuration.warnsOfForeignAgents = false
    configuration.drainTime = .seconds(3)
    host = Host(configuration, surroundings)
    try host.add(bundle)
  }

  func status() throws(RoundhouseError) -> AgentStatus { try host.agent(bundle.manifest.id) }

  /// Asks and waits for what comes of it.
  func ask(_ capability: Capability, _ payload: [UInt8], deadline: Nanoseconds = 0) -> Answer {
    var options = CallOptions()
    options.version = capability.version
    options.deadline = deadline == 0 ? platform_now() &+ min(capability.timeout, TrialHost.patience) : deadline
    let begun = platform_now()
    do throws(RoundhouseError) {
      let reply = try host.callBlocking(capability.name, payload, options)
      let type = reply.contentType
      return Answer(.success(reply.payload().bytes), type, platform_now() - begun)
    } catch {
      return Answer(.failure(error), "", platform_now() - begun)
    }
  }

  /// Which rules the agent was seen to break so far.
  func misdeeds() -> Set<Misbehaviour> {
    var found: Set<Misbehaviour> = []
    for entry in log.entries where entry.message.hasPrefix("the agent ") {
      if let misdeed = Misbehaviour(rawValue: String(entry.message.dropFirst(10))) { found.insert(misdeed) }
    }
    return found
  }

  /// Waits until no call is in flight, abandoned ones included.
  /// - Returns: how many are left at the deadline.
  func settle(until deadline: Nanoseconds) throws(RoundhouseError) -> Int {
    while true {
      let status = try status()
      let left = max(status.inFlight, status.stuck) + status.queued
      if left == 0 || platform_now() >= deadline { return left }
      usleep(1_000)
    }
  }

  func end() { host.drain(until: platform_now() &+ .seconds(3)) }
}
