internal import RoundhouseLoading
internal import Synchronization

/// How many bytes of chunks the host still takes of each call that streams.
///
/// The lock is held while chunks are sent, so that they keep their order whoever sends them.
final class OutgoingStreams: Sendable {
  /// What the host holds for a reader who takes his time, beside what his own buffer holds.
  static let window = 256 << 10

  /// By the call's token.
  private let credit = Mutex<[UInt64: Int]>([:])

  func open(_ token: UInt64) { credit.withLock { $0[token] = OutgoingStreams.window } }

  /// Sends what an agent has emitted, if the host takes any more.
  /// - Parameter send: sends one chunk.
  /// - Returns: whether the agent waits to be told that there is room again.
  func pump(
    _ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>, isLast: Bool,
    _ send: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    credit.withLock { credit in
      guard let left = credit[token], left > 0 || isLast, let chunks = slot.takeChunks(token) else {
        if isLast { credit[token] = nil }
        return false
      }
      var sent = 0
      chunks.forEach { chunk in
        send(chunk)
        sent += chunk.count
      }
      credit[token] = isLast ? nil : left - sent
      return chunks.wantsResume
    }
  }

  func add(_ token: UInt64, _ bytes: Int) { credit.withLock { if let left = $0[token] { $0[token] = left + bytes } } }
}
