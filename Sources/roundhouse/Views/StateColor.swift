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
}
