internal import CPlatform
internal import Synchronization

/// The consuming end of a ring. One thread at a time.
///
/// A head is copied out of the shared memory before it is judged, and only the copy is used. What stands behind it is
/// the caller's to copy, once, within the bounds that the copy says.
struct RingReader: ~Copyable {
  private nonisolated(unsafe) let tail: UnsafeMutablePointer<SharedLine>
  private nonisolated(unsafe) let head: UnsafeMutablePointer<SharedLine>
  private nonisolated(unsafe) let frames: UnsafeMutableRawPointer
  private let capacity: UInt32
  private var position: UInt32
  private var seenTail: UInt32

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
    seenTail = position
  }

  /// Whether something was published that was not read yet. Ordered after whatever was stored before.
  var hasMore: Bool { tail.pointee.word.load(ordering: .sequentiallyConsistent) != position }

  /// Where the reader is, for whoever wants to know after giving the reading up whether more has come.
  struct Mark {
    fileprivate let tail: UnsafeMutablePointer<SharedLine>
    fileprivate let position: UInt32

    var isPassed: Bool { tail.pointee.word.load(ordering: .sequentiallyConsistent) != position }
  }

  var mark: Mark { Mark(tail: tail, position: position) }

  /// The next frame; nil if there is none.
  /// - Parameter head: becomes the frame's head, checked against the ring.
  /// - Returns: the bytes behind the head, in shared memory, until `release`.
  mutating func next(_ head: inout FrameHead) throws(RingBroken) -> UnsafeRawPointer? {
    while try hasFrame() {
      let offset = position & (capacity - 1)
      let start = frames + Int(offset) * FrameHead.size
      platform_copy_once(&head, start, FrameHead.size)
      guard head.lines > 0, head.lines <= seenTail &- position, head.lines <= capacity - offset else {
        throw RingBroken("a frame of \(head.lines) lines stands where there is no room for it")
      }
      if head.kind != FrameKind.filler.rawValue {
        guard head.bytes <= Int(head.lines) * FrameHead.size else {
          throw RingBroken("a frame says that it holds more than it has lines for")
        }
        return UnsafeRawPointer(start + FrameHead.size)
      }
      release(head)
    }
    return nil
  }

  /// Gives the frame's lines back to the writer.
  mutating func release(_ frame: FrameHead) {
    position &+= frame.lines
    head.pointee.word.store(position, ordering: .releasing)
  }

  private mutating func hasFrame() throws(RingBroken) -> Bool {
    if position != seenTail { return true }
    let current = tail.pointee.word.load(ordering: .acquiring)
    guard current &- position <= capacity else { throw RingBroken("its writing position is beyond the ring") }
    seenTail = current
    return position != current
  }
}
