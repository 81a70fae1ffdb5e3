internal import RoundhouseModel

/// The word that keeps calls away from a cell: why, and for an open breaker until when.
enum Gate {
  static let open: UInt64 = 0

  /// Only the low byte: the reason. The rest: when a trial call may pass, in microseconds; breakers only.
  static func closed(_ state: AgentState) -> UInt64 {
    switch state {
    case .healthy: open
    case .starting: 1
    case .disabled: 2
    case .draining: 3
    case .unhealthy: 4
    case .quarantined: 5
    case .degraded: 6
    }
  }

  static func broken(until time: Nanoseconds) -> UInt64 { (time / 1000) << 8 | 7 }
  /// A trial call is on its way; no further one passes.
  static let onTrial: UInt64 = 8
  /// The agent no longer offers the cell's capability. Closed after the snapshot without it was published.
  static let withdrawn: UInt64 = 9

  static func state(_ word: UInt64) -> AgentState? {
    switch word & 0xFF {
    case 1: .starting
    case 2: .disabled
    case 3: .draining
    case 4: .unhealthy
    case 5: .quarantined
    case 6: .degraded
    default: nil
    }
  }

  static func isBroken(_ word: UInt64) -> Bool { word & 0xFF == 7 }
  static func trialTime(_ word: UInt64) -> Nanoseconds { (word >> 8) * 1000 }
}
