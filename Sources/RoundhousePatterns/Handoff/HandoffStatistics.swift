internal import RoundhouseModel

/// What chains have come to since the host began: seed 000's performance metrics.
package struct HandoffStatistics: Sendable, Equatable {
  package private(set) var totalChains = 0
  package private(set) var succeededChains = 0
  package private(set) var totalHops = 0
  /// Turns that had something to be passed on to them, and an answer.
  package private(set) var handoffs = 0
  package private(set) var contextsPassed = 0
  /// Turns in which an agent has failed.
  package private(set) var failedTurns = 0
  /// Of these, how many another agent has saved.
  package private(set) var fallbacksUsed = 0
  private var milliseconds: Int64 = 0
  /// How often each chain was taken, by its id.
  package private(set) var chainsUsed: [String: Int] = [:]

  /// From 0 to 1; 1 before the first. The seed wants 0.95.
  package var chainSuccessRate: Double { Self.rate(succeededChains, of: totalChains) }
  /// From 0 to 1; 1 before the first. The seed wants 1.
  package var contextPassingRate: Double { Self.rate(contextsPassed, of: handoffs) }
  /// How many turns needed a fallback, from 0 to 1; 0 before the first.
  package var fallbackRate: Double { totalHops == 0 ? 0 : Double(failedTurns) / Double(totalHops) }
  /// How many of these a fallback has saved, from 0 to 1; 1 before the first.
  package var fallbackSuccessRate: Double { Self.rate(fallbacksUsed, of: failedTurns) }
  /// Milliseconds; 0 before the first. The seed wants less than 2000.
  package var averageHop: Double { totalHops == 0 ? 0 : Double(milliseconds) / Double(totalHops) }

  mutating func count(_ result: HandoffResult) {
    totalChains += 1
    if result.success { succeededChains += 1 }
    totalHops += result.hops.count
    handoffs += result.handoffs
    contextsPassed += result.contextsPassed
    failedTurns += result.failedTurns
    fallbacksUsed += result.fallbacksUsed
    milliseconds += result.hops.reduce(0) { $0 + $1.duration }
    chainsUsed[result.chain, default: 0] += 1
  }

  /// `{"total_chains", "chain_success_rate", "context_passing_rate", "fallback_rate", "fallback_success_rate", "avg_hop_ms",
  /// "total_hops", "chains_used": {id: count}}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("total_chains", totalChains)
    json.member("chain_success_rate", chainSuccessRate)
    json.member("context_passing_rate", contextPassingRate)
    json.member("fallback_rate", fallbackRate)
    json.member("fallback_success_rate", fallbackSuccessRate)
    json.member("avg_hop_ms", averageHop)
    json.member("total_hops", totalHops)
    json.key("chains_used")
    json.beginObject()
    for (chain, count) in chainsUsed.sorted(by: { $0.key < $1.key }) { json.member(chain, count) }
    json.endObject()
    json.endObject()
    return json.bytes
  }

  private static func rate(_ part: Int, of whole: Int) -> Double { whole == 0 ? 1 : Double(part) / Double(whole) }
}
