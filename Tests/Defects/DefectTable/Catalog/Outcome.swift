/// What became of the host and of the agent, in the words of the table.
package enum Outcome: String, Sendable, CaseIterable {
  case contained = "contained"
  case restarted = "contained, restarted"
  case quarantined = "contained, quarantined"
  case refused = "refused at load"
  /// The host lives, but the agent got at what is not its own: files, sockets, processes that stay behind.
  case reachesOut = "reaches out"
  case endsHost = "ends the host"
  case hangsHost = "hangs the host"
  case notRun = "not run"

  /// Whether others can go on as if nothing had happened.
  package var isContained: Bool {
    switch self {
    case .contained, .restarted, .quarantined, .refused: true
    case .reachesOut, .endsHost, .hangsHost, .notRun: false
    }
  }
}
