internal import RoundhouseModel

/// What became of replacements: the last ones of each agent, the oldest first.
struct ReplacementHistory: Sendable {
  /// For each agent.
  static let limit = 32
  /// Over all agents; the oldest are forgotten first.
  static let total = 2048

  private(set) var reports: [ReplacementReport] = []
  /// How they ended since the host began, by agent; what was kept of an earlier host does not count.
  private(set) var outcomes: [String: (promoted: UInt64, rolledBack: UInt64)] = [:]

  /// What an earlier host has kept.
  mutating func restore(_ kept: [ReplacementReport]) {
    let own = reports
    reports = []
    for report in kept + own where report.isOver { keep(report) }
  }

  /// Adds a replacement that has ended.
  mutating func append(_ report: ReplacementReport) {
    keep(report)
    var counts = outcomes[report.agent] ?? (0, 0)
    if report.phase == .promoted { counts.promoted += 1 } else { counts.rolledBack += 1 }
    outcomes[report.agent] = counts
  }

  func reports(of agent: String) -> [ReplacementReport] { reports.filter { $0.agent == agent } }

  private mutating func keep(_ report: ReplacementReport) {
    reports.append(report)
    var count = reports.count { $0.agent == report.agent }
    while count > ReplacementHistory.limit, let oldest = reports.firstIndex(where: { $0.agent == report.agent }) {
      reports.remove(at: oldest)
      count -= 1
    }
    if reports.count > ReplacementHistory.total { reports.removeFirst(reports.count - ReplacementHistory.total) }
  }
}
