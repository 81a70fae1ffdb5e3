/// Where a run stands. The numbers are stored and never change.
package enum RunState: Int64, Sendable, CaseIterable {
  case queued = 0
  case running = 1
  /// For a person, a time or another run; nothing of it is in memory.
  case waiting = 2
  /// A person or another version of the code has to decide: a step in doubt, a journal that does not fit.
  case blocked = 3
  case completed = 10
  case failed = 11
  case cancelled = 12
  case timedOut = 13

  package var isOver: Bool { rawValue >= 10 }

  package var name: String {
    switch self {
    case .timedOut: "timed-out"
    default: "\(self)"
    }
  }
}
