internal import RoundhouseDiscovery
internal import RoundhouseHost
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns
internal import RoundhouseStore

/// The host's runs with what they need: a store, the agents, and the workflows that ship.
final class RunRoom: Sendable {
  let runs: Runs
  let patterns: Patterns
  private let publisher: WorkflowPublisher

  /// - Parameters:
  ///   - folder: the state folder; nil keeps runs in memory.
  ///   - publisher: who makes agents of documents, for this host.
  init(
    host: Host, folder: String?, _ storing: RunStoreSettings, publisher: WorkflowPublisher,
    configuration: Configuration
  ) throws(RoundhouseError) {
    let store: any RunStore
    if let folder {
      store = try RunFolder(path: folder + "/runs").claim(storing)
    } else {
      store = MemoryRunStore()
    }
    runs = try Runs(store: store, agents: host)
    self.publisher = publisher
    patterns = publisher.patterns
    for workflow in patterns.workflows { runs.register(workflow) }
    runs.limitJobs(to: configuration.runJobs)
    runs.keepEnded(for: configuration.runRetention)
    try runs.open()
    publisher.open(runs)
  }

  /// Goes on with what an earlier host has left. After the agents are loaded.
  func start() throws(RoundhouseError) {
    try Blocking.wait { [runs] () async throws(RoundhouseError) in try await runs.start() }
  }

  /// Writes down what is recorded; what is not over goes on with the next host.
  func stop() {
    try? Blocking.wait { [runs] () async throws(RoundhouseError) in await runs.stop() }
    publisher.close()
  }
}
