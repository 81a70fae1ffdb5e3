internal import CPlatform
internal import Synchronization

/// The producing end of a ring. One thread at a time.
///
/// Positions count lines and never go back. The writer's own is private; of the shared memory it trusts nothing but that
/// the reader's position lies within one ring of its own, and looks at that only when it needs room.
struct RingWriter: ~Copyable {
  private nonisolated(unsafe) let tail: UnsafeMutablePointer<SharedLine>
  private nonisolated(unsafe) let head: UnsafeMutablePointer<SharedLine>
  private nonisolated(unsafe) let frames: UnsafeMutableRawPointer
  private let capacity: UInt32
  private var position: UInt32
  private var seenHead: UInt32

  /// - Parameter position: where both ends begin.
  init(
    tail: UnsafeMutablePointer<SharedLine>, head: UnsafeMutablePointer<SharedLine>, frames: UnsafeMutableRawPointer,
    capacity: UInt32, position: UInt32 = 0
  ) {
    self.tail = tail
    self.head = head
    self.frames = frames
    self.capacity = capacity
    self.position = position
    seenHead = position
  }

  /// The longest frame that always fits once the ring is empty.
  var longestFrame: Int { Int(capacity) / 2 * FrameHead.size }

  /// Finds room for a frame; nil while the ring is too full.
  /// - Returns: where the frame begins; to be filled, then `commit`.
  mutating func reserve(_ lines: UInt32) throws(RingBroken) -> UnsafeMutableRawPointer? {
    let offset = position & (capacity - 1)
    let rest = capacity - offset
    let needed = lines <= rest ? lines : rest + lines
    guard try hasRoom(needed) else { return nil }
    guard lines > rest else { return frames + Int(offset) * FrameHead.size }
    var filler = FrameHead(.filler)
    filler.lines = rest
    (frames + Int(offset) * FrameHead.size).storeBytes(of: filler, as: FrameHead.self)
    position &+= rest
    return frames
  }

  /// The reserved lines hold a frame; it is seen after `publish`.
  mutating func commit(_ lines: UInt32) { position &+= lines }

  /// Lets the reader see all frames so far. Ordered before whatever is read next, so that a reader who is about to sleep
  /// either sees the frames or is seen asleep.
  func publish() { tail.pointee.word.store(position, ordering: .sequentiallyConsistent) }

  /// Whether the reader has taken everything.
  var isEmpty: Bool { head.pointee.word.load(ordering: .acquiring) == position }

  private mutating func hasRoom(_ lines: UInt32) throws(RingBroken) -> Bool {
    if capacity &- (position &- seenHead) >= lines { return true }
    let current = head.pointee.word.load(ordering: .acquiring)
    guard position &- current <= capacity else { throw RingBroken("its reading position is beyond what was written") }
    seenHead = current
    return capacity &- (position &- current) >= lines
  }
}
