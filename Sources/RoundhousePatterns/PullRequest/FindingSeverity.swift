/// How grave a finding is.
package enum FindingSeverity: String, Sendable, CaseIterable, Comparable {
  case info, minor, major, critical

  /// - Parameter word: a reviewer's; other tools' words are understood as well.
  init(word: String) {
    switch word.lowercased() {
    case "critical", "blocker": self = .critical
    case "major", "high", "error": self = .major
    case "info", "low", "note", "nit": self = .info
    default: self = .minor
    }
  }

  package static func < (a: FindingSeverity, b: FindingSeverity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .minor: 1
    case .major: 2
    case .critical: 3
    }
  }
}
