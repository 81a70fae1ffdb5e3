import RoundhouseModel
import RoundhouseRuns

extension Workflow {
  /// Two steps, two branches of three beside one another, two more: each tried again when it fails, and then asked of the
  /// agent that does not fail.
  static let tenSteps = Workflow("ten-steps") { run, input in
    var text = input
    for id in ["first", "second"] { text = try await run.tried(id, text) }
    let begun = text
    let branches = ["left", "right"].map { id in
      Branch<[UInt8]>(id) { run, _ in
        var text = begun
        for step in ["a", "b", "c"] { text = try await run.tried(step, text) }
        return text
      }
    }
    let outcomes = try await run.branches("both", branches)
    guard let left = outcomes.results["left"], outcomes.results["right"] == left else {
      throw RoundhouseError(.internal, "the branches came to different ends: \(outcomes)")
    }
    text = left
    for id in ["ninth", "tenth"] { text = try await run.tried(id, text) }
    return text
  }
}

extension Run {
  fileprivate func tried(_ id: String, _ input: [UInt8]) async throws -> [UInt8] {
    let retry = Retry(.fixed, retries: 2, base: .milliseconds(5), jitter: 0)
    do {
      let step = Step(retry: retry, timeout: .milliseconds(250))
      return try await call(FaultyHouse.capability, input, id: id, step).bytes
    } catch {
      guard error.failure != nil else { throw error }
      let step = Step(retry: retry, timeout: .seconds(20), agent: FaultyHouse.steady)
      return try await call(FaultyHouse.capability, input, id: id + ".fallback", step).bytes
    }
  }
}
