package import RoundhouseModel
package import RoundhouseRuns

/// One question to one agent: whom, for what, with what, and how often it is tried.
package struct AgentCall: Sendable {
  package var target: CallTarget
  /// nil for what the pattern sends usually.
  package var input: InputMapping?
  /// nil takes the pattern's.
  package var retry: Retry?
  /// For all attempts and the waits between them.
  package var timeout: Nanoseconds?
  package var repeats = Step.Repeats.idempotent

  package init(_ target: CallTarget, input: InputMapping? = nil, retry: Retry? = nil, timeout: Nanoseconds? = nil) {
    self.target = target
    self.input = input
    self.retry = retry
    self.timeout = timeout
  }

  /// Asks.
  /// - Parameters:
  ///   - id: the step's name.
  ///   - usual: what is sent if nothing is said, a JSON text.
  ///   - source: what the input may be made of.
  ///   - policy: how often it is tried if nothing is said.
  /// - Returns: the answer, or why there is none.
  /// - Throws: what ends the run.
  func outcome(
    _ id: String, usual: [UInt8], _ source: some MappingSource, retry policy: Retry = .never, on run: Run
  ) async throws(RunError) -> StepOutcome {
    let sent: [UInt8]
    do throws(RoundhouseError) { sent = try input?.text(source) ?? usual } catch {
      return .failed(StepFailure(key: id, error: error))
    }
    do throws(RunError) {
      let step = Step(retry: retry ?? policy, repeats: repeats, within: timeout, agent: target.agent)
      return StepOutcome(try await run.call(target.capability, sent, id: id, step))
    } catch {
      guard let failure = error.failure else { throw error }
      return .failed(failure)
    }
  }
}
