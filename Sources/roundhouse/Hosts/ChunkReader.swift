internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// Takes the chunks of one call as they come, on a thread that may wait.
final class ChunkReader: CallObserver {
  private let call: PendingCall
  /// Freed in deinit. The kernel compares the word itself, so it must never move.
  private nonisolated(unsafe) let bell: UnsafeMutablePointer<Atomic<UInt32>>
  private let hasEnded = Atomic(false)

  init(_ call: PendingCall) {
    self.call = call
    bell = .allocate(capacity: 1)
    bell.initialize(to: Atomic(0))
  }

  deinit {
    bell.deinitialize(count: 1)
    bell.deallocate()
  }

  /// Blocks until the call has ended.
  func read(_ chunk: ([UInt8]) -> Void) throws(RoundhouseError) -> Reply {
    call.observe(self)
    while true {
      let count = bell.pointee.load(ordering: .acquiring)
      let isOver = hasEnded.load(ordering: .acquiring)
      call.takeChunks { chunk(Array($0)) }
      if isOver { return try call.takeOutcome() }
      _ = platform_futex_wait(bell, count, 0)
    }
  }

  func callEnded(_ call: PendingCall) {
    hasEnded.store(true, ordering: .releasing)
    ring()
  }

  func chunksArrived(_ call: PendingCall) { ring() }

  private func ring() {
    bell.pointee.wrappingAdd(1, ordering: .releasing)
    platform_futex_wake(bell, 1)
  }
}
