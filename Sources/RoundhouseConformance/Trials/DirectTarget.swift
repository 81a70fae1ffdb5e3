internal import RoundhouseLoading

/// An instance as a call needs it.
struct DirectTarget: Sendable {
  let invoke: InvokeFunction
  /// The agent's own; lives until its destroy, which is after all calls.
  nonisolated(unsafe) let context: UnsafeMutableRawPointer
  let number: UInt64
  /// Keeps alive what the agent was lent, and an instance whose context is itself.
  private let owner: any AnyObject & Sendable

  init(_ instance: any AgentInstance) {
    (invoke, context, number, owner) = (instance.invoke, instance.context, instance.number, instance)
  }

  init(_ probed: ProbedAgent) {
    (invoke, context, number, owner) = (probed.invoke, probed.context, probed.number, probed)
  }
}
