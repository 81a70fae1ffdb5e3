internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseIsolation
internal import RoundhouseLoading
internal import RoundhouseModel
internal import RoundhouseStore
internal import RoundhouseTelemetry
internal import Synchronization

/// A host with the one agent that is checked, in the tier that is asked for.
final class TrialHost: Sendable {
  let host: Host
  let bundle: AgentBundle
  let log = MemoryLog()
  private let trial: Trial
  /// Whether a crash is an answer like others, for whoever asks.
  private let isQuiet: Bool
  /// What the first call heard that found the agent's process gone; all later ones hear the same.
  private let crash = Mutex<Answer?>(nil)
  /// No test waits longer for one answer, whatever the manifest promises.
  static let patience = Nanoseconds.seconds(10)

  /// Loads and creates the agent.
  /// - Parameter change: what a test wants otherwise than the manifest says.
  /// - Returns: nil if this host has no such tier; the trial has been told.
  static func start(
    _ trial: Trial, change: (inout Manifest) -> Void = { _ in }
  ) throws(RoundhouseError) -> TrialHost? {
    guard trial.hasTier() else { return nil }
    trial.doing("it was loaded and created")
    let made = try TrialHost(trial, trial.options.tier, change)
    guard try made.status().tier == trial.options.tier else {
      trial.skips("this host has no \(trial.options.tier.rawValue) tier")
      return nil
    }
    trial.atEnd { made.tellUnseenEnd() }
    return made
  }

  init(
    _ trial: Trial, _ tier: Tier, isQuiet: Bool = false, _ change: (inout Manifest) -> Void
  ) throws(RoundhouseError) {
    var bundle = try trial.bundle()
    bundle.manifest.tier = tier
    bundle.tier = tier
    // Asked by the tests themselves, so that each is told for itself.
    bundle.manifest.selfTests = []
    // A test goes on where a host would leave the agent alone.
    bundle.manifest.breaker.failureThreshold = 1_000_000
    change(&bundle.manifest)
    self.trial = trial
    self.isQuiet = isQuiet
    self.bundle = bundle
    let surroundings = HostSurroundings(log: log, metrics: Metrics(), state: try MemoryStateStore())
    host = Host(TrialHost.configuration(trial, tier), surroundings)
    do throws(RoundhouseError) {
      try host.add(bundle)
    } catch {
      end()
      throw error
    }
  }

  private static func configuration(_ trial: Trial, _ tier: Tier) -> HostConfiguration {
    var configuration = HostConfiguration()
    configuration.warnsOfForeignAgents = false
    configuration.drainTime = .seconds(3)
    // Without a program for workers an agent that hangs stays in the tier that is tested.
    guard tier == .worker else { return configuration }
    configuration.worker = trial.worker
    configuration.worker.spares = 0
    return configuration
  }

  func status() throws(RoundhouseError) -> AgentStatus { try host.agent(bundle.manifest.id) }

  /// Asks and waits for what comes of it.
  func ask(_ capability: Capability, _ payload: [UInt8], deadline: Nanoseconds = 0) -> Answer {
    if let crash = crash.withLock({ $0 }) { return crash }
    var options = CallOptions()
    options.version = capability.version
    options.deadline = deadline == 0 ? platform_now() &+ min(capability.timeout, TrialHost.patience) : deadline
    let begun = platform_now()
    do throws(RoundhouseError) {
      let reply = try host.callBlocking(capability.name, payload, options)
      let type = reply.contentType
      return Answer(.success(reply.payload().bytes), type, platform_now() - begun)
    } catch {
      let answer = Answer(.failure(error), "", platform_now() - begun)
      if answer.isCrash { tell(answer, error.message) }
      return answer
    }
  }

  private func tell(_ answer: Answer, _ how: String) {
    let isFirst = crash.withLock { crash in
      defer { crash = crash ?? answer }
      return crash == nil
    }
    guard isFirst, !isQuiet else { return }
    trial.crashed(how)
    if !printed.isEmpty { trial.notes("it printed: " + printed) }
  }

  /// The last lines that a worker has printed, where a runtime says why it ended the process.
  private var printed: String {
    let lines = log.entries.map(\.message).filter { $0.hasPrefix("printed: ") }.map { $0.dropFirst(9) }
    return Answer.short(Array(lines.suffix(3).joined(separator: "; ").utf8), limit: 400)
  }

  /// A worker may end when nobody waits for it, and be back before anybody asks.
  private func tellUnseenEnd() {
    guard let worker = try? status().worker, worker.endings > 0 else { return }
    let error = RoundhouseError(.agentCrashed, worker.lastEnding)
    tell(Answer(.failure(error), "", 0), worker.lastEnding)
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
