/// The host's `/metrics`.
struct HostMetrics: Sendable {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n") }

  /// Whether a figure shows that something is wrong with this agent.
  func blames(_ id: String) -> Bool {
    lines.contains { line in
      guard line.contains("agent=\"\(id)\""), let value = line.split(separator: " ").last.flatMap({ Double($0) }),
        value > 0
      else { return false }
      if line.hasPrefix("roundhouse_agent_state{") { return !line.contains("state=\"healthy\"") }
      return ["roundhouse_agent_misbehaviours_total{", "roundhouse_call_errors_total{", "roundhouse_worker_"].contains {
        line.hasPrefix($0)
      }
    }
  }
}
