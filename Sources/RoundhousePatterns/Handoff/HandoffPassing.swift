/// How much of what the agents before have answered is passed on to the next one.
package enum HandoffPassing: Sendable, Equatable {
  /// All of it.
  case full
  /// Of each output that is longer than so many bytes a text that is not: what a capability makes of it, or its
  /// beginning if none is named or its agent fails.
  case summary(bytes: Int, CallTarget?)
  /// The outputs of so many agents, the latest.
  case last(Int)
  /// Of each output the members of these names, or the whole if it is a text and `content` is among them.
  case fields([String])
}
