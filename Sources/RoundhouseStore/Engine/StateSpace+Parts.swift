internal import RoundhouseModel

extension StateSpace {
  /// The number that stands for the kind of space in the database; never changes its meaning.
  var kind: Int64 {
    switch self {
    case .agent: 0
    case .principal: 1
    case .session: 2
    }
  }

  /// The principal or the session; empty for the agent's own space.
  var name: String {
    switch self {
    case .agent: ""
    case .principal(let name), .session(let name): name
    }
  }

  /// The kind for people.
  var word: String {
    switch self {
    case .agent: "agent"
    case .principal: "principal"
    case .session: "session"
    }
  }
}
