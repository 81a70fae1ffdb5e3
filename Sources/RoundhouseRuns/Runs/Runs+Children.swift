internal import RoundhouseModel
internal import Synchronization

// Runs that other runs start.
extension Runs {
  /// Begins a child, or goes on with one that an earlier life of its parent has begun, and waits for its end.
  /// - Parameter child: the one that the parent's journal names.
  func carryOutChild(
    of parent: Run, _ key: String, _ child: RunNumber?, _ workflow: String, _ input: [UInt8]
  ) async throws(RoundhouseError) -> RunOutcome {
    let number: RunNumber
    if let child { number = child } else { number = try begin(of: parent, key, workflow, input) }
    return try await withCancellation(number) { () async throws(RoundhouseError) in
      if child != nil { try goOn(number) }
      return try await outcome(of: number)
    }
  }

  /// The child and the parent's record of it are written together.
  private func begin(
    of parent: Run, _ key: String, _ workflow: String, _ input: [UInt8]
  ) throws(RoundhouseError) -> RunNumber {
    guard let code = self.workflow(workflow) else { throw .unknownWorkflow(workflow) }
    guard parent.core.depth > 0 else {
      throw RoundhouseError(
        .budgetExceeded, "\(workflow) would be started too deep inside of other runs",
        remedy: "raise budget.depth, or look for a circle of workflows")
    }
    let now = parent.core.wallTime
    var record = RunRecord(
      number: nextNumber(now), workflow: code.name, version: code.version, state: .running, input: input, created: now)
    (record.parent, record.parentKey) = (parent.number, key)
    record.budget.depth = parent.core.depth - 1
    let living = keep(record, deadline: parent.core.deadline, parent: parent.core)
    launch(living, code)
    parent.core.put(key, .child, .started) { $0.body = Array(record.number.description.utf8) }
    return record.number
  }

  /// A child that is nobody's yet: its parent was gone on with first.
  private func goOn(_ number: RunNumber) throws(RoundhouseError) {
    guard state.withLock({ $0.living[number] == nil }), let record = try store.run(number), !record.state.isOver
    else { return }
    try resume(record)
  }

  private func withCancellation(
    _ number: RunNumber, _ body: () async throws(RoundhouseError) -> RunOutcome
  ) async throws(RoundhouseError) -> RunOutcome {
    let result: Result<RunOutcome, RoundhouseError> = await withTaskCancellationHandler {
      do throws(RoundhouseError) { return .success(try await body()) } catch { return .failure(error) }
    } onCancel: {
      state.withLock { $0.living[number] }?.cancel("the run that started it has ended")
    }
    return try result.get()
  }
}
