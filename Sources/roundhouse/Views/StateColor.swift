internal import RoundhouseModel

/// The colour in which an agent's state is shown.
enum StateColor {
  static func of(_ state: String) -> Ink.Color {
    switch AgentState(rawValue: state) {
    case .healthy: .green
    case .starting, .degraded, .draining: .yellow
    case .unhealthy, .quarantined: .red
    case .disabled: .dim
    case nil: .plain
    }
  }

  /// Of a run.
  static func run(_ state: String) -> Ink.Color {
    switch state {
    case "completed": .green
    case "queued", "running", "waiting": .yellow
    case "blocked", "failed", "timed-out": .red
    case "cancelled": .dim
    default: .plain
    }
  }

  static func run(_ state: String, _ ink: Ink) -> String { ink(state, run(state)) }
}
