internal import RoundhouseModel

extension Run {
  /// Runs branches beside one another, each as soon as those are done that it comes after.
  ///
  /// A failure reaches nobody but the branches that come after it, unless `together` says otherwise. Errors of the run
  /// itself are thrown; those of branches are among the outcomes.
  /// - Throws: `.step` with `badRequest` for unknown ids and circles.
  // What branches nearly always come to are payloads. For other types each fan-out looks up its types while it runs.
  @specialized(where Value == [UInt8])
  package func branches<Value: Sendable>(
    _ id: String, _ branches: [Branch<Value>], _ together: Together = .isolated
  ) async throws(RunError) -> Outcomes<Value> {
    let scope = path(unique(id))
    var order: BranchOrder
    do throws(RoundhouseError) {
      order = try BranchOrder(branches.map { $0.id }, after: branches.map { $0.after })
    } catch {
      throw .step(StepFailure(key: scope, error: error))
    }
    try core.check()
    if let entry = recordedIfNext(scope, .choice) { order.limit(to: BegunBranches.read(entry.body)) }
    let (outcomes, isMissed) = await run(branches, in: scope, order, together)
    if let fault = core.fault { throw .run(fault) }
    if isMissed { throw .step(StepFailure(key: scope, error: outcomes.quorumMissed(together, of: branches.count))) }
    return outcomes
  }

  private func run<Value: Sendable>(
    _ branches: [Branch<Value>], in scope: String, _ order: BranchOrder, _ together: Together
  ) async -> (Outcomes<Value>, isMissed: Bool) {
    let core = core
    var progress = BranchProgress<Value>(order, together, scope)
    // While branches go on, this line only waits for them.
    core.lines.fork(-1)
    defer { core.lines.fork(1) }
    // Does not throw: a group that throws cancels the siblings of a failure.
    await withTaskGroup(of: (Int, Result<Value, RunError>).self) { group in
      var running = 0
      while true {
        let ready = progress.takeReady()
        let results = progress.outcomes.results
        // One that nobody goes on beside needs no task of its own.
        let own = running == 0 && ready.count == 1 ? ready.first : nil
        for place in ready where place != own {
          running += 1
          let branch = branches[place]
          group.addTask { (place, await Run.result(of: branch, core, scope, results)) }
        }
        let ended: (place: Int, result: Result<Value, RunError>)
        if let own {
          ended = (own, await Run.result(of: branches[own], core, scope, results))
        } else if running > 0, let next = await group.next() {
          running -= 1
          ended = next
        } else {
          return
        }
        guard progress.end(ended.place, ended.result) else { continue }
        group.cancelAll()
        // Those that never began do not begin in another life either, in which others may end in another order.
        if let begun = progress.limitToBegun() {
          core.put(scope, .choice, .finished) { $0.body = BegunBranches.text(begun) }
        }
      }
    }
    return (progress.outcomes, progress.isMissed)
  }

  private static func result<Value: Sendable>(
    of branch: Branch<Value>, _ core: RunCore, _ scope: String, _ results: [String: Value]
  ) async -> Result<Value, RunError> {
    core.lines.fork(1)
    defer { core.lines.fork(-1) }
    let run = Run(core, scope: StepKey.path(scope, StepKey.part(branch.id)))
    do {
      return .success(try await branch.body(run, results))
    } catch {
      return .failure(RunError(error, step: run.scope))
    }
  }
}

/// Which branches have begun, as it stands in the journal: their ids.
private enum BegunBranches {
  static func text(_ ids: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.beginArray()
    for id in ids { json.string(id) }
    json.endArray()
    return json.bytes
  }

  static func read(_ text: [UInt8]) -> Set<String> {
    Set((try? JSONDocument(parsing: text))?.root.elements.compactMap(\.string) ?? [])
  }
}
