internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// Reads a call's chunks as they come, as fast or as slowly as a test wants.
final class ChunkReader: CallObserver {
  struct Stream: Sendable {
    var bytes: [UInt8] = []
    var chunks = 0
  }

  private let word = Atomic<UInt32>(0)
  private let isOver = Atomic<Bool>(false)

  func callEnded(_ call: PendingCall) {
    isOver.store(true, ordering: .releasing)
    wake()
  }

  func chunksArrived(_ call: PendingCall) { wake() }

  private func wake() {
    word.add(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  /// Asks, and puts the chunks together.
  /// - Parameter pause: microseconds that the reader does something else between two looks.
  func read(
    _ host: Host, _ capability: Capability, _ payload: [UInt8], deadline: Nanoseconds, pause: UInt32 = 0
  ) throws(RoundhouseError) -> Stream {
    var options = CallOptions()
    options.deadline = deadline
    options.wantsChunks = true
    var stream = Stream()
    switch try host.begin(capability.name, payload, options) {
    case .done(let reply): stream.bytes += reply.payload().bytes
    case .pending(let call):
      call.observe(self)
      collect(call, pause, &stream)
      let reply = try call.takeOutcome()
      _ = reply.agentTime
    }
    return stream
  }

  private func collect(_ call: PendingCall, _ pause: UInt32, _ stream: inout Stream) {
    while true {
      let seen = word.load(ordering: .acquiring)
      let wasOver = isOver.load(ordering: .acquiring)
      // The slow reader is what is tested here; nothing waits for this.
      if pause > 0 { usleep(pause) }
      call.takeChunks { chunk in
        stream.bytes += chunk
        stream.chunks += 1
      }
      if wasOver { return }
      withUnsafePointer(to: word) { _ = platform_futex_wait($0, seen, 0) }
    }
  }
}
