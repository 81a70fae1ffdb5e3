internal import RoundhouseModel
internal import RoundhouseRuns

/// A host's runs over a store, for one life of the process.
struct RunsFixture {
  let runs: Runs
  let agents: ScriptedAgents

  /// - Parameters:
  ///   - store: of an earlier life, or a fresh one.
  ///   - patience: how long a run that waits stays in memory; nil takes what hosts do.
  init(
    _ store: MemoryRunStore = MemoryRunStore(), _ agents: ScriptedAgents = ScriptedAgents(),
    _ workflows: Workflow..., patience: Nanoseconds? = nil
  ) async throws {
    self.agents = agents
    runs = try Runs(store: store, agents: agents)
    for workflow in workflows { runs.register(workflow) }
    if let patience { runs.keepWaiting(for: patience) }
    try await runs.start()
  }
}

extension [UInt8] {
  init(_ text: String) { self = Array(text.utf8) }
  var text: String { String(decoding: self, as: UTF8.self) }
}
