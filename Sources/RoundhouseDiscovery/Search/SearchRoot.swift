/// A folder in which agents are looked for.
package struct SearchRoot: Sendable, Equatable {
  /// Absolute.
  package var path: String
  package var origin: Origin
  /// Whether the operator vouches for what lies there.
  package var isTrusted: Bool

  /// Why the folder is searched.
  package enum Origin: Sendable, Equatable {
    /// Named on the command line or in the configuration file.
    case named(ConfigurationOrigin)
    case environment
    /// The operator's, for the whole machine.
    case machine
    /// The user's own.
    case user
    /// What came with this program.
    case installation
    case distribution
  }

  package init(path: String, origin: Origin, isTrusted: Bool) {
    self.path = path
    self.origin = origin
    self.isTrusted = isTrusted
  }
}

extension SearchRoot.Origin: CustomStringConvertible {
  /// Where the folder was named, as people would look for it.
  package var description: String {
    switch self {
    case .named(let origin): origin.description
    case .environment: "environment \(SearchPath.variable)"
    case .machine: "the machine's agents"
    case .user: "your own agents"
    case .installation: "beside the program"
    case .distribution: "the distribution's agents"
    }
  }
}
