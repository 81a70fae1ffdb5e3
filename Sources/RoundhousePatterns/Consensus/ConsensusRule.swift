/// What an option needs to win.
package enum ConsensusRule: Sendable, Equatable {
  /// More than half of the votes that were cast.
  case majority
  /// More than half of the weight that was cast.
  case weighted
  /// More votes than each other option has, provided that enough take part: ``ConsensusSettings/participation``.
  case quorum
  /// All votes that were cast, provided that enough take part; all must, unless the settings say otherwise.
  case unanimous
  /// So large a share of the weight that was cast, from above 0 to 1.
  case threshold(Double)

  package static let names = ["majority", "weighted", "quorum", "unanimous", "threshold"]

  package var name: String {
    switch self {
    case .majority: "majority"
    case .weighted: "weighted"
    case .quorum: "quorum"
    case .unanimous: "unanimous"
    case .threshold: "threshold"
    }
  }

  /// The share of voters that must take part where nothing is said of it.
  var usualParticipation: Double { self == .unanimous ? 1 : 0.5 }
}
