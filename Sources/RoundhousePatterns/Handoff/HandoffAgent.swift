internal import RoundhouseExpressions
package import RoundhouseModel
package import RoundhouseRuns

/// One agent of a chain, and how it is asked. An object, because it is passed along at each hop.
package final class HandoffAgent: Sendable {
  /// What it is called in chains and contexts; the agent's id, if nothing else is pinned.
  package let id: String
  package let target: CallTarget
  /// What is sent, over `.input`, which is `{"message", "context"}`, and `.previous`, the output of the agent before; nil
  /// sends the message and the context as they are.
  package let input: InputMapping?
  package let retry: Retry
  /// For all attempts and the waits between them.
  package let timeout: Nanoseconds?
  /// What is passed on to it; nil takes the chain's.
  package let passing: HandoffPassing?
  /// How it is named in letters.
  let names: HandoffLetter.Names
  /// Whether what is sent holds anything of the agents before.
  let readsContext: Bool

  package init(
    _ id: String, _ target: CallTarget? = nil, input: InputMapping? = nil, retry: Retry = .never,
    timeout: Nanoseconds? = nil, passing: HandoffPassing? = nil
  ) {
    self.id = id
    names = HandoffLetter.Names(id)
    self.target = target ?? CallTarget(capability: "chat", agent: id)
    self.input = input
    self.retry = retry
    self.timeout = timeout
    self.passing = passing
    readsContext = input?.readsContext ?? true
  }
}

extension InputMapping {
  fileprivate var readsContext: Bool {
    switch self {
    case .fixed: false
    case .given, .passedOn, .gathered: true
    case .array(let elements): elements.contains(where: \.readsContext)
    case .object(let members): members.contains(where: \.value.readsContext)
    case .expression(let expression):
      expression.references.contains { reference in
        guard reference.variable == nil else { return false }
        // `.input` and all of the document hold the context; `.input.message` does not.
        return !reference.path.starts(with: [.key("input"), .key("message")])
      }
    }
  }
}
