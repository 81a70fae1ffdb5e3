internal import CPlatform
internal import FixtureBuilder
internal import Glibc
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns
internal import RoundhouseStore

/// Runs as a host has them: recorded in a file on the disk of the working folder.
struct DiskRuns {
  /// Of the file of runs.
  let path: String
  let store: CountingStore
  let runs: Runs

  /// Runs in a folder of their own, which is removed in the end.
  static func with<Result>(
    _ settings: RunStoreSettings = RunStoreSettings(), _ body: (DiskRuns) async throws -> Result
  ) async throws -> Result {
    let folder = try folder()
    let disk = try DiskRuns(in: folder.path, settings)
    try await disk.runs.start()
    let result = try await body(disk)
    await disk.runs.stop()
    return result
  }

  /// The folder of build products if there is one, so that a benchmark that was interrupted leaves nothing beside them.
  static func folder() throws -> TemporaryFolder {
    try TemporaryFolder(in: access(".build", W_OK) == 0 ? ".build" : ".")
  }

  /// - Parameter folder: with what an earlier process has left there; outlives the runs.
  init(
    in folder: String, _ settings: RunStoreSettings = RunStoreSettings(),
    agents: any Invoking = EchoAgents()
  ) throws {
    path = "\(folder)/bench.db"
    store = CountingStore(try SQLiteRunStore(folder: folder, name: "bench", settings: settings))
    runs = try Runs(store: store, agents: agents)
    for workflow in [RunShapes.chain, RunShapes.fan, RunShapes.half, Workflow.plan] { runs.register(workflow) }
  }

  /// Carries out so many runs, `width` of them at a time.
  /// - Returns: how long each took, in microseconds.
  func perform(_ workflow: String, _ input: [UInt8], count: Int, width: Int) async throws -> [Double] {
    if width == 1 { return try await perform(workflow, input, count) }
    return try await withThrowingTaskGroup(of: [Double].self) { group in
      for _ in 0..<width { group.addTask { try await perform(workflow, input, count / width) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func perform(_ workflow: String, _ input: [UInt8], _ count: Int) async throws -> [Double] {
    var times: [Double] = []
    times.reserveCapacity(count)
    for _ in 0..<count {
      let start = platform_now()
      let outcome = try await runs.perform(workflow, input)
      guard outcome.state == .completed, outcome.output.count >= 200 else {
        throw FixtureError("a run is \(outcome.state): \(String(describing: outcome.error))")
      }
      times.append(Double(platform_now() - start) / 1000)
    }
    return times
  }
}
