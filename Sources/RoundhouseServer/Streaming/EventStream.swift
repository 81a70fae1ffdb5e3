internal import CMicrohttpd
internal import CPlatform
internal import Synchronization

/// An answer of server-sent events. Its source is asked only when the client has room for more.
final class EventStream: Activity {
  private struct Outgoing {
    var bytes: [UInt8] = []
    /// How many of them were sent.
    var sent = 0
    var hasEnded = false
  }

  private let source: any EventSource
  private let suspension: Suspension
  private let clock: ServerClock
  private let interval: UInt64
  /// Only the loop's thread comes here.
  private let outgoing = Mutex(Outgoing())
  private let lastSent: Atomic<UInt64>
  private let wantsHeartbeat = Atomic<Bool>(false)

  init(_ source: any EventSource, _ suspension: Suspension, _ service: Service) {
    self.source = source
    self.suspension = suspension
    clock = service.clock
    interval = service.configuration.heartbeat / ServerClock.tick
    lastSent = Atomic(service.clock.now)
  }

  func giveUp() { source.giveUp() }

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
    outgoing.hasEnded = source.refill(&outgoing.bytes)
    if outgoing.bytes.isEmpty, wantsHeartbeat.exchange(false, ordering: .acquiringAndReleasing) {
      EventText.append(heartbeatTo: &outgoing.bytes)
    }
  }
}
