internal import RoundhouseLoading
internal import Synchronization

/// Chunks of calls that stream: those that their readers have no room for yet, and how much the worker may send on.
final class IncomingStreams: Sendable {
  /// The worker is told of room in pieces of this size.
  static let piece = 64 << 10

  fileprivate struct Stream {
    var waiting: [[UInt8]] = []
    /// How the call ends, once all chunks are taken.
    var end: (@Sendable () -> Void)?
    /// Taken, and not told yet.
    var taken = 0
    /// Told already, but there was no room in the ring.
    var kept = 0
    /// Bytes that wait.
    var size = 0
  }

  /// By token. Held while chunks are handed on, so that they keep their order.
  private let streams = Mutex<[UInt64: Stream]>([:])
  private let count = Atomic<Int>(0)
  private let hasKept = Atomic<Bool>(false)

  var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

  func open(_ token: UInt64) {
    let isNew = streams.withLock { $0.updateValue(Stream(), forKey: token) == nil }
    if isNew { count.add(1, ordering: .relaxed) }
  }

  func close(_ token: UInt64) { _ = remove(token) }

  func closeAll() {
    let closed = streams.withLock { streams in
      defer { streams = [:] }
      return streams.count
    }
    count.subtract(closed, ordering: .relaxed)
  }

  /// Whoever gets the stream ends its call, so that it ends once.
  private func remove(_ token: UInt64) -> Stream? {
    let stream = streams.withLock { $0.removeValue(forKey: token) }
    if stream != nil { count.subtract(1, ordering: .relaxed) }
    return stream
  }

  enum Taken {
    /// So many bytes may be told to the worker; mostly 0.
    case taken(credit: Int)
    /// It sends more than it may.
    case flood
  }

  /// Hands a chunk on, or keeps it.
  /// - Parameter longest: bytes of the longest chunk that an agent may send.
  func add(
    _ chunk: UnsafeRawBufferPointer, to token: UInt64, longest: Int,
    _ give: (UnsafeRawBufferPointer) -> CallTable.Emitted
  ) -> Taken {
    streams.withLock { streams in
      guard var stream = streams[token] else {
        _ = give(chunk)
        return .taken(credit: 0)
      }
      if stream.waiting.isEmpty, give(chunk) != .full {
        let credit = stream.note(chunk.count)
        streams[token] = stream
        return .taken(credit: credit)
      }
      // What was sent on credit, one long chunk, and what the worker held back until the call was complete.
      guard stream.size <= 2 * OutgoingStreams.window + longest else { return .flood }
      stream.waiting.append(Array(chunk))
      stream.size += chunk.count
      streams[token] = stream
      return .taken(credit: 0)
    }
  }

  /// Ends a call behind its last chunk.
  func end(_ token: UInt64, _ end: @escaping @Sendable () -> Void) {
    let isNow = streams.withLock { streams in
      guard var stream = streams[token], !stream.waiting.isEmpty else { return true }
      stream.end = end
      streams[token] = stream
      return false
    }
    guard isNow else { return }
    close(token)
    end()
  }

  /// Hands on what has waited.
  /// - Returns: bytes that may be told to the worker.
  func resume(_ token: UInt64, _ give: (UnsafeRawBufferPointer) -> CallTable.Emitted) -> Int {
    let (credit, isOver) = streams.withLock { streams in
      guard var stream = streams[token] else { return (0, false) }
      var (credit, count) = (0, 0)
      for chunk in stream.waiting {
        guard chunk.withUnsafeBytes(give) != .full else { break }
        count += 1
        stream.size -= chunk.count
        credit += stream.note(chunk.count)
      }
      stream.waiting.removeFirst(count)
      streams[token] = stream
      return (credit, stream.waiting.isEmpty && stream.end != nil)
    }
    if isOver { remove(token)?.end?() }
    return credit
  }

  /// Nobody reads any more: what has waited is dropped.
  func drop(_ token: UInt64) { remove(token)?.end?() }

  // MARK: Credit that could not be told

  func keep(_ credit: Int, of token: UInt64) {
    let isKept = streams.withLock { streams in
      guard streams[token] != nil else { return false }
      streams[token]?.kept += credit
      return true
    }
    if isKept { hasKept.store(true, ordering: .releasing) }
  }

  /// What is to be told now.
  func takeKept() -> [(token: UInt64, credit: Int)] {
    guard hasKept.exchange(false, ordering: .acquiringAndReleasing) else { return [] }
    return streams.withLock { streams in
      let kept = streams.filter { $0.value.kept > 0 }.map { (token: $0.key, credit: $0.value.kept) }
      for (token, _) in kept { streams[token]?.kept = 0 }
      return kept
    }
  }
}

extension IncomingStreams.Stream {
  fileprivate mutating func note(_ bytes: Int) -> Int {
    taken += bytes
    guard taken >= IncomingStreams.piece else { return 0 }
    defer { taken = 0 }
    return taken
  }
}
