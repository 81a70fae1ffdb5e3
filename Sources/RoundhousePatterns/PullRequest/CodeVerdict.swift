/// What becomes of a change: the words that GitHub has for it.
package enum CodeVerdict: String, Sendable, CaseIterable, Comparable {
  case approve, comment
  case requestChanges = "request-changes"

  package static func < (a: CodeVerdict, b: CodeVerdict) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .approve: 0
    case .comment: 1
    case .requestChanges: 2
    }
  }

  /// As people say it.
  var words: String {
    switch self {
    case .approve: "approved"
    case .comment: "commented"
    case .requestChanges: "changes requested"
    }
  }
}
