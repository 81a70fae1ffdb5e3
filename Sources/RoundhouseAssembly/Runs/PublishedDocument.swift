internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// A document under a capability's name: each call is a run of it, written down like any other.
struct PublishedDocument: PublishedWorkflow {
  let runs: Runs
  let workflow: String
  let document: PatternDocument
  let digest: String

  func perform(_ call: PublishedCall) async throws(RoundhouseError) -> Payload {
    if !call.input.isEmpty {
      do throws(JSONError) { _ = try JSONDocument(parsing: call.input) } catch {
        throw RoundhouseError(
          .badRequest, "the payload is not JSON: line \(error.line): \(error.message)",
          remedy: "send what the plan calls its input")
      }
    }
    var options = RunOptions()
    options.agents = call.agents
    // One caller's key is not another capability's.
    if !call.idempotencyKey.isEmpty { options.key = "\(workflow)/\(call.idempotencyKey)" }
    let now = platform_now()
    options.timeout = call.deadline > now ? call.deadline - now : 0
    let number = try await runs.begin(workflow, document.request(call.input), options)
    return try answer(await outcome(of: number, isShared: !options.key.isEmpty))
  }

  private func outcome(of number: RunNumber, isShared: Bool) async throws(RoundhouseError) -> RunOutcome {
    let result: Result<RunOutcome, RoundhouseError> = await withTaskCancellationHandler {
      do throws(RoundhouseError) { return .success(try await runs.outcome(of: number)) } catch {
        return .failure(error)
      }
    } onCancel: {
      // With a key somebody may come back for it.
      if !isShared { runs.abandon(number, reason: "its caller gave up") }
    }
    return try result.get()
  }

  private func answer(_ outcome: RunOutcome) throws(RoundhouseError) -> Payload {
    if outcome.state == .completed { return Payload(bytes: outcome.output) }
    let error = outcome.error ?? RoundhouseError(.internal, "the run \(outcome.number) is \(outcome.state.name)")
    guard outcome.state == .failed else { throw error }
    // Whatever it was in there, it is this agent that has failed: the next one may be asked.
    throw RoundhouseError(
      .agentError, error.message, remedy: "see `roundhouse runs show \(outcome.number)`",
      agentCode: error.agentCode.isEmpty ? error.code.rawValue : error.agentCode, hasStarted: true)
  }
}
