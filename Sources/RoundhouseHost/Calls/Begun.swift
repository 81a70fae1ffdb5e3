internal import RoundhouseModel

/// What became of a call by the time `begin` returned.
package enum Begun: ~Copyable {
  case done(Reply)
  /// The agent has not answered yet.
  case pending(PendingCall)
}
