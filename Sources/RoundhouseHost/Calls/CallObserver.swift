internal import RoundhouseModel

/// Who is told about a pending call. Both run on any thread: take note, wake somebody, return.
package protocol CallObserver: AnyObject, Sendable {
  func callEnded(_ call: PendingCall)
  /// A call that wants chunks has some.
  func chunksArrived(_ call: PendingCall)
}
