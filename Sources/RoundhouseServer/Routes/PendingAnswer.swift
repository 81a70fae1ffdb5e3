internal import RoundhouseHost
internal import RoundhouseModel

/// A call whose answer a connection waits for.
final class PendingAnswer: Activity {
  let call: PendingCall
  let bell: CallBell

  init(_ call: PendingCall, _ suspension: Suspension) {
    self.call = call
    bell = CallBell(suspension)
  }

  func giveUp() { call.cancel() }
  func beat(_ tick: UInt64) {}
}
