internal import RoundhouseModel
package import RoundhouseRuns

/// One agent's turn in a chain, as it came out.
package struct HandoffHop: Sendable {
  /// An agent that has failed in this turn before another took its place.
  package struct Failure: Sendable {
    package let agent: String
    package let failure: StepFailure
  }

  /// Whose turn it was.
  package let agent: String
  /// Who has answered: the agent itself, or the one that took its place; empty if all have failed.
  package internal(set) var answeredBy = ""
  /// A JSON text.
  package internal(set) var output = StepOutcome.null
  /// To whom it has handed over by itself, if it has.
  package internal(set) var handedTo: String?
  /// Those that have failed, in the order in which they were asked.
  package internal(set) var failures: [Failure] = []
  /// From the first question to the answer. Milliseconds.
  package internal(set) var duration: Int64 = 0
  /// Of what was sent to who has answered. Bytes.
  package internal(set) var contextSize = 0
  /// Whether there was anything to pass on: not for the first.
  package let follows: Bool
  /// Whether what was sent held what was to be passed on.
  package internal(set) var passedContext = false

  init(_ agent: String, follows: Bool) {
    self.agent = agent
    self.follows = follows
  }

  package var succeeded: Bool { !answeredBy.isEmpty }
  package var usedFallback: Bool { succeeded && answeredBy != agent }

  /// `{"agent", "answered_by", "success", "duration", "context_size", "output", "handoff", "errors": [{"agent", "code",
  /// "message"}]}`
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("agent", agent)
    if usedFallback { json.member("answered_by", answeredBy) }
    json.member("success", succeeded)
    json.member("duration", duration)
    json.member("context_size", contextSize)
    if succeeded { json.member("output", raw: output) }
    if let handedTo { json.member("handoff", handedTo) }
    if !failures.isEmpty { writeFailures(to: &json) }
    json.endObject()
  }

  private func writeFailures(to json: inout JSONWriter) {
    json.key("errors")
    json.beginArray()
    for (agent, error) in failures.map({ ($0.agent, $0.failure.error) }) {
      json.beginObject()
      json.member("agent", agent)
      json.member("code", error.code.rawValue)
      json.member("message", error.message)
      if !error.remedy.isEmpty { json.member("remedy", error.remedy) }
      json.endObject()
    }
    json.endArray()
  }
}
