internal import RoundhouseLoading
internal import Synchronization

/// Chunks of calls that stream: those that their readers have no room for yet, and how much the worker may send on.
final class IncomingStreams: Sendable {
  /// The worker is told of room in pieces of this size.
  fileprivate static let piece = 64 << 10

  fileprivate struct Stream {
    var waiting: [[UInt8]] = []
    /// How the call ends, once all chunks are taken.
    var end: (@Sendable () -> Void)?
    /// Taken, and not told yet.
    var taken = 0
    /// Bytes that wait.
    var size = 0
  }

  /// By token. Held while chunks are handed on, so that they keep their order.
  private let streams = Mutex<[UInt64: Stream]>([:])
  private let count = Atomic<Int>(0)

  var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

  func open(_ token: UInt64) {
    streams.withLock { $0[token] = Stream() }
    count.add(1, ordering: .relaxed)
  }

  func close(_ token: UInt64) {
    if streams.withLock({ $0.removeValue(forKey: token) }) != nil { count.subtract(1, ordering: .relaxed) }
  }

  func closeAll() {
    let closed = streams.withLock { streams in
      defer { streams = [:] }
      return streams.count
    }
    count.subtract(closed, ordering: .relaxed)
  }

  enum Taken {
    /// So many bytes may be told to the worker; mostly 0.
    case taken(credit: Int)
    /// It sends more than it may.
    case flood
  }

  /// Hands a chunk on, or keeps it.
  func add(_ chunk: UnsafeRawBufferPointer, to token: UInt64, _ give: (UnsafeRawBufferPointer) -> CallTable.Emitted)
    -> Taken
  {
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
      // Twice the window: a worker that keeps to its credit never gets there, but for one long chunk.
      guard stream.waiting.isEmpty || stream.size <= 2 * OutgoingStreams.window else { return .flood }
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
    let (credit, end): (Int, (@Sendable () -> Void)?) = streams.withLock { streams in
      guard var stream = streams[token] else { return (0, nil) }
      var credit = 0
      while let chunk = stream.waiting.first {
        guard chunk.withUnsafeBytes(give) != .full else { break }
        stream.waiting.removeFirst()
        stream.size -= chunk.count
        credit += stream.note(chunk.count)
      }
      streams[token] = stream
      return (credit, stream.waiting.isEmpty ? stream.end : nil)
    }
    if let end {
      close(token)
      end()
    }
    return credit
  }

  /// Nobody reads any more: what has waited is dropped.
  func drop(_ token: UInt64) {
    let end = streams.withLock { $0[token]?.end }
    close(token)
    end?()
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
