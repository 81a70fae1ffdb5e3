internal import RoundhouseModel
package import RoundhouseRuns

/// What one step came to.
package struct StepOutcome: Sendable {
  package enum State: String, Sendable {
    case completed
    /// Its condition did not hold, or it was not needed any more. That is no failure.
    case skipped
    case failed
  }

  package var state: State
  /// The answer as a JSON text; `null` unless it has completed.
  package var data: [UInt8] = StepOutcome.null
  /// What the agent has found out beside its answer, a JSON object: the answer's member `insight`.
  var insight: [UInt8]?
  package var failure: StepFailure?
  /// Who answered; empty if nobody was asked.
  package var agent = ""
  /// Milliseconds, with all attempts and the waits between them.
  package var duration: Int64 = 0

  static func failed(_ failure: StepFailure) -> StepOutcome { StepOutcome(state: .failed, failure: failure) }

  static let null = Array("null".utf8)
}

extension StepOutcome {
  /// What an agent has answered, as a JSON text: what is no JSON becomes a string, nothing becomes null.
  init(_ answer: Payload) {
    self.init(state: .completed, agent: answer.agent)
    if answer.bytes.isEmpty { return }
    guard let document = try? JSONDocument(parsing: answer.bytes) else {
      var text = JSONWriter()
      text.string(String(decoding: answer.bytes, as: UTF8.self))
      data = text.bytes
      return
    }
    data = answer.bytes
    if let insight = document.root["insight"], insight.kind == .object { self.insight = Array(insight.raw) }
  }
}
