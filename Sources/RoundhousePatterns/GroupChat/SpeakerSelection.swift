package import RoundhouseExpressions

/// Who speaks next.
package enum SpeakerSelection: Sendable {
  /// One after another, in the order in which they take part.
  case roundRobin
  /// By chance, and nobody twice in a row. The same in every life of a run.
  case random
  /// The first rule that holds, over ``GroupChatState``'s document; else one after another.
  case rules([(when: Expression, to: String)])
  /// Whom an agent names that offers `speaker.choose`; one after another where it names nobody who takes part.
  case agent(CallTarget)

  static let names = ["round-robin", "random"]

  package var name: String {
    switch self {
    case .roundRobin: "round-robin"
    case .random: "random"
    case .rules: "rules"
    case .agent: "agent"
    }
  }
}
