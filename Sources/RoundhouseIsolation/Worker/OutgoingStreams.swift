internal import RoundhouseLoading
internal import Synchronization

/// How many bytes of chunks the host still takes of each call that streams.
///
/// The lock is held while chunks are sent, so that they keep their order whoever sends them.
final class OutgoingStreams: Sendable {
  /// What the host holds for a reader who takes his time, beside what his own buffer holds.
  static let window = 256 << 10

  /// By the host's token.
  private let credit = Mutex<[UInt64: Int]>([:])

  func open(_ host: UInt64) { credit.withLock { $0[host] = OutgoingStreams.window } }

  /// Sends what an agent has emitted, if the host takes any more.
  /// - Parameter send: sends one chunk.
  /// - Returns: whether the agent waits to be told that there is room again.
  func pump(
    _ host: UInt64, _ local: UInt64, _ slot: UnsafeMutablePointer<CallSlot>, isLast: Bool,
    _ send: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    credit.withLock { credit in
      guard let left = credit[host], left > 0 || isLast, let chunks = slot.takeChunks(local) else {
        if isLast { credit[host] = nil }
        return false
      }
      var sent = 0
      chunks.forEach { chunk in
        send(chunk)
        sent += chunk.count
      }
      credit[host] = isLast ? nil : left - sent
      return chunks.wantsResume
    }
  }

  func add(_ host: UInt64, _ bytes: Int) { credit.withLock { if let left = $0[host] { $0[host] = left + bytes } } }

  func close(_ host: UInt64) { credit.withLock { $0[host] = nil } }
}
