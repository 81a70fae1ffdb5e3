internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

/// One agent of which instances are made, asked and ended on the test's own thread, so that whatever else appears in
/// the process is the agent's doing.
final class DirectAgent: Sendable {
  let bundle: AgentBundle
  let services: RecordingServices
  private let loader = AgentLoader(images: 4)

  init(_ trial: Trial) throws(RoundhouseError) {
    bundle = try trial.bundle()
    services = try RecordingServices(bundle)
  }

  var capabilities: [Capability] { bundle.manifest.capabilities }

  func instance() throws(RoundhouseError) -> any AgentInstance {
    let batch = loader.batch([bundle])
    defer { batch.end() }
    return try loader.load(bundle, mayWait: bundle.manifest.isBlocking, services: services, batch: batch).instance
  }

  /// The library's table, for instances that are made otherwise than a host does.
  func table() throws(RoundhouseError) -> AgentTable {
    try AgentTable(ImageStore().load(bundle.manifest.library, in: bundle.folder, kind: bundle.manifest.kind))
  }

  func probed(
    _ table: AgentTable, _ shape: ProbeShape = ProbeShape(), config: [UInt8]? = nil
  ) throws(RoundhouseError) -> ProbedAgent {
    guard let config else { return try ProbedAgent(table, of: bundle, services: services, shape: shape) }
    var bundle = bundle
    bundle.config = config
    return try ProbedAgent(table, of: bundle, services: RecordingServices(bundle), shape: shape)
  }

  /// Asks each capability once.
  func askAll(_ trial: Trial, _ target: DirectTarget, requestSize: Int? = nil) {
    var numbers = trial.numbers()
    for capability in capabilities {
      let payload = trial.examples(capability, bundle, count: 1, &numbers)[0]
      trial.doing("answering \(capability.name)")
      let deadline = platform_now() &+ min(capability.timeout, TrialHost.patience)
      let outcome = DirectCall().run(target, capability, payload, deadline: deadline, requestSize: requestSize)
      if case .late = outcome { trial.warns("\(capability.name) did not answer in time; later calls are left out") }
    }
  }

  /// Makes an instance, asks it everything, and ends it.
  func live(_ trial: Trial) throws(RoundhouseError) {
    trial.doing("it was created")
    let instance = try instance()
    askAll(trial, DirectTarget(instance))
    trial.doing("it was drained")
    instance.drain(until: platform_now() &+ .seconds(2))
    trial.doing("it was destroyed")
    instance.destroy()
  }
}
