internal import RoundhouseModel
internal import Synchronization

/// The last calls of one thread, until somebody counts them. One writer, one reader at a time.
final class DurationRing: Sendable {
  static let capacity = 2048
  // Written by the owning thread before it moves `head`, read by the folder after it has seen `head`.
  nonisolated(unsafe) private let records: UnsafeMutablePointer<UInt64>
  private let head = Atomic<Int>(0)
  private let tail = Atomic<Int>(0)

  init() {
    records = .allocate(capacity: DurationRing.capacity)
    records.initialize(repeating: 0, count: DurationRing.capacity)
  }

  deinit { records.deallocate() }

  /// Notes one call: cell (20 bits), failed (1 bit), nanoseconds (43 bits, over two hours).
  /// - Returns: false if the ring is full and has to be folded first.
  @inline(__always)
  func push(cell: UInt32, _ duration: Nanoseconds, failed: Bool) -> Bool {
    let place = head.load(ordering: .relaxed)
    guard place &- tail.load(ordering: .acquiring) < DurationRing.capacity else { return false }
    records[place & (DurationRing.capacity - 1)] =
      UInt64(cell) << 44 | (failed ? 1 << 43 : 0) | min(duration, (1 << 43) - 1)
    head.store(place &+ 1, ordering: .releasing)
    return true
  }

  /// Hands out what has come. Under the book's lock only.
  func drain(_ use: (_ cell: UInt32, _ duration: Nanoseconds, _ failed: Bool) -> Void) {
    var place = tail.load(ordering: .relaxed)
    let end = head.load(ordering: .acquiring)
    while place != end {
      let record = records[place & (DurationRing.capacity - 1)]
      use(UInt32(record >> 44), record & ((1 << 43) - 1), record & 1 << 43 != 0)
      place &+= 1
    }
    tail.store(place, ordering: .releasing)
  }
}
