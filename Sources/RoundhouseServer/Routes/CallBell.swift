internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// Wakes a connection when its call has ended or has chunks. The call keeps it, so it does not keep the call.
final class CallBell: CallObserver {
  private let suspension: Suspension
  private let ended = Atomic<Bool>(false)

  init(_ suspension: Suspension) { self.suspension = suspension }

  var hasEnded: Bool { ended.load(ordering: .acquiring) }

  func callEnded(_ call: PendingCall) {
    ended.store(true, ordering: .releasing)
    suspension.wake()
  }

  func chunksArrived(_ call: PendingCall) { suspension.wake() }
}
