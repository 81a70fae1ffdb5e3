package import RoundhouseModel
package import RoundhouseRuns
package import RoundhouseStore

/// One life of a host: goes on with what earlier ones have left in a folder, begins its own work, and ends when nothing
/// is left to do, or when it is killed.
package struct Life: Sendable {
  /// Where its runs are, and its log.
  package let folder: String
  /// What it begins; each of it under the key `<batch>-<work>-<copy>`.
  package var work = LifeWork.allCases
  package var copies = 1
  package var batches = ["first"]
  package var death: LifeStore.Death?
  package var settings = RunStoreSettings()
  package var clock: any Clock = SystemClock()
  /// Whether the machine is without power; then it ends without a word.
  package var isDead: @Sendable () -> Bool = { false }

  package init(_ folder: String) {
    self.folder = folder
    settings.ballast = 0
    // A life is short, and the rows of its runs are to follow in it.
    ahead = 3
  }

  /// So many runs may be ahead of their rows, and one less at rest.
  package var ahead: Int {
    get { settings.mostAhead }
    set { (settings.mostAhead, settings.restingAhead) = (newValue, newValue - 1) }
  }

  /// Then its runs are stopped, and it ends with an error: a run that never ends is a failure, not a test that hangs.
  private static let longest = Duration.seconds(120)

  package var log: String { folder + "/log" }

  /// All of its work with its keys.
  package var tasks: [(key: String, work: LifeWork)] {
    batches.flatMap { batch in
      work.flatMap { work in (0..<copies).map { ("\(batch)-\(work.rawValue)-\($0)", work) } }
    }
  }

  /// So many steps may be under way at once.
  package var width: Int { tasks.reduce(0) { $0 + $1.work.width } }

  /// - Returns: what its own work came to, by its key.
  package func live() async throws -> [String: RunOutcome] {
    let log = try LifeLog(log)
    let before = try LifeLog.read(self.log)
    let store = LifeStore(try RunFolder(path: folder + "/runs").claim(settings), log, death, isDead: isDead)
    defer { store.close() }
    log.add(.life)
    let agents = LifeAgents(log, before: before) { [isDead] in isDead() || store.isClosed }
    let runs = try Runs(store: store, agents: agents, clock: clock)
    for workflow in LifeWork.workflows(agents) { runs.register(workflow) }
    // What waits leaves memory at once, so that lives end with runs on their way out and in.
    runs.keepWaiting(for: 1)
    let visitor = Task { await attend(runs) }
    defer { visitor.cancel() }
    let outcomes: Result<[String: RunOutcome], any Error>
    do {
      try await runs.start()
      outcomes = .success(try await begin(runs))
      try await waitForAll(runs)
    } catch {
      await runs.stop()
      throw error
    }
    await runs.stop()
    return try outcomes.get()
  }

  private func begin(_ runs: Runs) async throws -> [String: RunOutcome] {
    try await withThrowingTaskGroup(of: (String, RunOutcome).self) { group in
      for (key, work) in tasks {
        group.addTask { (key, try await runs.outcome(of: beginWhenTaken(work, key, runs))) }
      }
      var outcomes: [String: RunOutcome] = [:]
      for try await (key, outcome) in group { outcomes[key] = outcome }
      return outcomes
    }
  }

  /// A host whose disk refuses to write takes no new runs.
  private func beginWhenTaken(_ work: LifeWork, _ key: String, _ runs: Runs) async throws -> RunNumber {
    while true {
      do throws(RoundhouseError) {
        return try await work.begin(runs, key: key)
      } catch {
        guard [.storeFull, .internal].contains(error.code), !isDead() else { throw error }
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  /// Somebody who approves of everything and says hello to whoever listens, whichever life has begun it; and pulls the
  /// plug where the power is gone: what only waits would not notice.
  private func attend(_ runs: Runs) async {
    let last = ContinuousClock.now + Self.longest
    while !Task.isCancelled {
      if isDead() || ContinuousClock.now > last { return await runs.stop() }
      // A life that is over takes nothing, and the next one asks again.
      for review in (try? await runs.reviews()) ?? [] {
        try? await runs.decide(review.run, review: review.key, ReviewDecision(.approved, reviewer: "ana"))
      }
      for listener in (try? await runs.list(LifeWork.listeners)) ?? [] {
        try? await LifeWork.tell(listener.number, runs)
      }
      try? await Task.sleep(for: .milliseconds(2))
    }
  }

  /// What earlier lives have begun goes on by itself.
  private func waitForAll(_ runs: Runs) async throws {
    var query = RunQuery()
    query.states = [.queued, .running, .waiting]
    query.limit = 1
    while try await !runs.list(query).isEmpty { try await Task.sleep(for: .milliseconds(2)) }
  }
}
