/// How an agent is, as routing sees it.
package enum AgentState: String, Sendable, CaseIterable {
  case starting, healthy, degraded, unhealthy, quarantined, draining, disabled
}
