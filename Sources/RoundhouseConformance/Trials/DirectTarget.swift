internal import RoundhouseLoading

/// An instance as a call needs it.
struct DirectTarget: Sendable {
  let invoke: InvokeFunction
  /// The agent's own; lives until its destroy, which is after all calls.
  nonisolated(unsafe) let context: UnsafeMutableRawPointer
  let number: UInt64

  init(_ instance: any AgentInstance) {
    (invoke, context, number) = (instance.invoke, instance.context, instance.number)
  }

  init(_ probed: ProbedAgent) { (invoke, context, number) = (probed.invoke, probed.context, probed.number) }
}
