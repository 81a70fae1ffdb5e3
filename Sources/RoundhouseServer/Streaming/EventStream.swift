internal import CMicrohttpd
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// A streaming call as server-sent events. Chunks are taken from the call only when the client has room for more, so a
/// slow reader slows its agent down, and nobody else.
final class EventStream: Activity {
  private struct Outgoing {
    var bytes: [UInt8] = []
    /// How many of them were sent.
    var sent = 0
    var hasEnded = false
  }

  let bell: CallBell
  private let call: PendingCall
  private let suspension: Suspension
  private let clock: ServerClock
  private let interval: UInt64
  /// Only the loop's thread comes here.
  private let outgoing = Mutex(Outgoing())
  private let lastSent: Atomic<UInt64>
  private let wantsHeartbeat = Atomic<Bool>(false)

  init(_ call: PendingCall, _ suspension: Suspension, _ service: Service) {
    self.call = call
    self.suspension = suspension
    clock = service.clock
    interval = service.configuration.heartbeat / ServerClock.tick
    bell = CallBell(suspension)
    lastSent = Atomic(service.clock.now)
  }

  func giveUp() { call.cancel() }

  func beat(_ tick: UInt64) {
    guard tick >= lastSent.load(ordering: .relaxed) + interval else { return }
    wantsHeartbeat.store(true, ordering: .releasing)
    suspension.wake()
  }

  /// The response that libmicrohttpd reads from. It keeps this object until it is done.
  func response() -> OpaquePointer? {
    let made = http_response_reading(
      { stream, _, room, size in
        guard let stream, let room else { return Int(http_end_with_error) }
        return Unmanaged<EventStream>.fromOpaque(stream).takeUnretainedValue()
          .read(into: UnsafeMutableRawBufferPointer(start: room, count: size))
      }, Unmanaged.passRetained(self).toOpaque(),
      { stream in stream.map { Unmanaged<EventStream>.fromOpaque($0).release() } })
    guard let response = made else { return nil }
    MHD_add_response_header(response, "Content-Type", "text/event-stream")
    MHD_add_response_header(response, "Cache-Control", "no-store")
    return response
  }

  /// Fills the room, ends the stream, or sends the connection to sleep.
  private func read(into room: UnsafeMutableRawBufferPointer) -> Int {
    outgoing.withLock { outgoing in
      while true {
        if outgoing.sent == outgoing.bytes.count { refill(&outgoing) }
        let count = min(room.count, outgoing.bytes.count - outgoing.sent)
        if count > 0 {
          outgoing.bytes.withUnsafeBytes {
            room.copyMemory(from: .init(rebasing: $0[outgoing.sent..<outgoing.sent + count]))
          }
          outgoing.sent += count
          lastSent.store(clock.now, ordering: .relaxed)
          return count
        }
        if outgoing.hasEnded { return Int(http_end_of_stream) }
        if suspension.sleep() { return 0 }
        if suspension.isClosed { return Int(http_end_with_error) }
      }
    }
  }

  /// Takes what has come since.
  private func refill(_ outgoing: inout Outgoing) {
    outgoing.bytes.removeAll(keepingCapacity: outgoing.bytes.capacity <= 256 << 10)
    outgoing.sent = 0
    guard !outgoing.hasEnded else { return }
    // Read first: chunks that came before the end are there when the end is seen.
    let hasEnded = bell.hasEnded
    call.takeChunks { EventText.append(chunk: $0, to: &outgoing.bytes) }
    if hasEnded { finish(&outgoing) }
    if outgoing.bytes.isEmpty, wantsHeartbeat.exchange(false, ordering: .acquiringAndReleasing) {
      EventText.append(heartbeatTo: &outgoing.bytes)
    }
  }

  private func finish(_ outgoing: inout Outgoing) {
    outgoing.hasEnded = true
    do throws(RoundhouseError) {
      let reply = try call.takeOutcome()
      EventText.append(end: reply.agent, reply.usage, to: &outgoing.bytes)
    } catch {
      EventText.append(error: error, to: &outgoing.bytes)
    }
  }
}
