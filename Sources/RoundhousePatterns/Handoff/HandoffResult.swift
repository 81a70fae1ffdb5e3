package import RoundhouseModel
internal import RoundhouseRuns

/// What a chain came to: seed 000's `HandoffResult`, with its metrics.
package struct HandoffResult: Sendable {
  /// The chain's id.
  package let chain: String
  /// In the order in which they were asked; the last one may have failed.
  package internal(set) var hops: [HandoffHop] = []
  /// Why the chain has not come to its end; nil if it has.
  package internal(set) var error: RoundhouseError?
  /// Milliseconds.
  package internal(set) var duration: Int64 = 0

  init(_ chain: HandoffChain) {
    self.chain = chain.id
    hops.reserveCapacity(chain.agents.count)
  }

  package var success: Bool { error == nil }
  /// The last agent's answer, a JSON text.
  package var output: [UInt8] { hops.last?.output ?? StepOutcome.null }

  // MARK: Metrics

  /// Turns that had something to be passed on to them, and have an answer.
  package var handoffs: Int { hops.count { $0.follows && $0.succeeded } }
  /// Of these, how many were given it.
  package var contextsPassed: Int { hops.count { $0.follows && $0.succeeded && $0.passedContext } }
  /// Turns in which an agent has failed.
  package var failedTurns: Int { hops.count { !$0.failures.isEmpty } }
  /// Of these, how many another agent has saved.
  package var fallbacksUsed: Int { hops.count(where: \.usedFallback) }

  /// The keys of the calls of the turn that has ended the chain.
  var failedCalls: [String] {
    guard !success, let last = hops.last, !last.succeeded else { return [] }
    return last.failures.map(\.failure).filter { !$0.attempts.isEmpty }.map(\.key)
  }

  /// `{"pattern": "handoff", "success", "chain", "output", "hops": […], "metrics": {"duration", "hops", "average_hop_ms",
  /// "handoffs", "contexts_passed", "failed_turns", "fallbacks_used"}, "error": {"code", "message", "remedy"}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("pattern", HandoffDocument.kind)
    json.member("success", success)
    json.member("chain", chain)
    json.member("output", raw: output)
    json.key("hops")
    json.beginArray()
    for hop in hops { hop.write(to: &json) }
    json.endArray()
    writeMetrics(to: &json)
    if let error { writeError(error, to: &json) }
    json.endObject()
    return json.bytes
  }

  private func writeMetrics(to json: inout JSONWriter) {
    json.key("metrics")
    json.beginObject()
    json.member("duration", duration)
    json.member("hops", hops.count)
    json.member(
      "average_hop_ms", hops.isEmpty ? 0 : Double(hops.reduce(0) { $0 + $1.duration }) / Double(hops.count))
    json.member("handoffs", handoffs)
    json.member("contexts_passed", contextsPassed)
    json.member("failed_turns", failedTurns)
    json.member("fallbacks_used", fallbacksUsed)
    json.endObject()
  }

  private func writeError(_ error: RoundhouseError, to json: inout JSONWriter) {
    json.key("error")
    json.beginObject()
    json.member("code", error.code.rawValue)
    json.member("message", error.message)
    if !error.remedy.isEmpty { json.member("remedy", error.remedy) }
    json.endObject()
  }
}
