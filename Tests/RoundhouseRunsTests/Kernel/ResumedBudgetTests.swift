import Testing

internal import RoundhouseModel
internal import RoundhouseRuns

/// What a run has used before its host ended counts afterwards.
@Suite struct ResumedBudgetTests {
  @Test("failed attempts of a step count in the next life too")
  func attempts() async throws {
    let agents = ScriptedAgents { (ask, count) throws(RoundhouseError) in
      if count == 2 { try? await Task.sleep(for: .seconds(3600)) }
      throw RoundhouseError(.agentError, "no")
    }
    let code = Workflow("stubborn") { run, _ in
      try await run.call("a.a", [], Step(retry: Retry(.fixed, retries: 9, base: .milliseconds(1)))).bytes
    }
    let asked = try await callsOfSecondLife(code, 3, agents) { agents.asked.count == 3 }
    #expect(asked == 1)
  }

  @Test("what sub-runs have used, and theirs, counts in the next life too")
  func children() async throws {
    let leaf = Workflow("leaf") { run, _ in try await run.call("leaf.call").bytes }
    let child = Workflow("child") { run, _ in
      _ = try await run.call("child.call")
      return try await run.start("leaf")
    }
    let parent = Workflow("parent") { run, _ in
      _ = try await run.start("child")
      for _ in 0..<9 { _ = try await run.call("parent.call") }
      return []
    }
    let agents = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "parent.call" { try? await Task.sleep(for: .seconds(3600)) }
      return ask.capability
    }
    let asked = try await callsOfSecondLife(parent, 5, agents, with: [child, leaf]) {
      agents.capabilities.contains("parent.call")
    }
    #expect(asked == 3)
  }

  /// - Returns: how often agents were asked in it, until the budget of calls was used up.
  private func callsOfSecondLife(
    _ code: Workflow, _ calls: UInt64, _ agents: ScriptedAgents, with others: [Workflow] = [],
    when isTime: () -> Bool
  ) async throws -> Int {
    let store = MemoryRunStore()
    let first = try await RunsFixture(store, agents, code)
    for other in others { first.runs.register(other) }
    var options = RunOptions()
    options.budget.calls = calls
    let number = try await first.runs.submit(code.name, [], options)
    try await eventually(isTime)
    await first.runs.stop()

    let answers = ScriptedAgents { (ask, _) throws(RoundhouseError) in
      if ask.capability == "a.a" { throw RoundhouseError(.agentError, "no") }
      return ask.capability
    }
    let runs = try Runs(store: store, agents: answers)
    for workflow in [code] + others { runs.register(workflow) }
    try await runs.start()
    let outcome = try await runs.outcome(of: number)
    #expect(outcome.error?.code == .budgetExceeded, "\(outcome)")
    await runs.stop()
    return answers.asked.count
  }
}
