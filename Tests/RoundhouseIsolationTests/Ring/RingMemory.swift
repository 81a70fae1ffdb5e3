import Synchronization

@testable import RoundhouseIsolation

/// The memory of one ring, with both its positions, which a test may write as a hostile process would.
final class RingMemory {
  let capacity: UInt32
  let tail: UnsafeMutablePointer<SharedLine>
  let head: UnsafeMutablePointer<SharedLine>
  let frames: UnsafeMutableRawPointer

  /// - Parameter position: where both ends begin.
  init(_ capacity: UInt32, position: UInt32 = 0) {
    self.capacity = capacity
    tail = .allocate(capacity: 1)
    head = .allocate(capacity: 1)
    tail.initialize(to: SharedLine())
    head.initialize(to: SharedLine())
    tail.pointee.word.store(position, ordering: .relaxed)
    head.pointee.word.store(position, ordering: .relaxed)
    frames = .allocate(byteCount: Int(capacity) * FrameHead.size, alignment: 64)
    frames.initializeMemory(as: UInt8.self, repeating: 0, count: Int(capacity) * FrameHead.size)
  }

  deinit {
    tail.deinitialize(count: 1)
    head.deinitialize(count: 1)
    tail.deallocate()
    head.deallocate()
    frames.deallocate()
  }

  func writer(at position: UInt32 = 0) -> RingWriter {
    RingWriter(tail: tail, head: head, frames: frames, capacity: capacity, position: position)
  }

  func reader(at position: UInt32 = 0) -> RingReader {
    RingReader(tail: tail, head: head, frames: frames, capacity: capacity, position: position)
  }

  /// Writes a head where a position stands.
  func put(_ frame: FrameHead, at position: UInt32) {
    (frames + Int(position & (capacity - 1)) * FrameHead.size).storeBytes(of: frame, as: FrameHead.self)
  }
}

extension RingWriter {
  /// Writes one frame of so many lines, each byte behind the head being the mark.
  /// - Returns: false if there is no room.
  mutating func put(lines: UInt32, mark: UInt8) throws(RingBroken) -> Bool {
    guard let start = try reserve(lines) else { return false }
    var head = FrameHead(.log, call: UInt64(mark))
    head.lines = lines
    head.payload = lines * UInt32(FrameHead.size) - UInt32(FrameHead.size)
    start.storeBytes(of: head, as: FrameHead.self)
    (start + FrameHead.size).initializeMemory(as: UInt8.self, repeating: mark, count: Int(head.payload))
    commit(lines)
    publish()
    return true
  }
}

extension RingReader {
  /// Takes one frame of the test's own and says whether all its bytes are its mark.
  mutating func takeMark() throws(RingBroken) -> (mark: UInt8, isWhole: Bool)? {
    var head = FrameHead(.filler)
    guard let body = try next(&head) else { return nil }
    let mark = UInt8(truncatingIfNeeded: head.call)
    let isWhole = UnsafeRawBufferPointer(start: body, count: Int(head.payload)).allSatisfy { $0 == mark }
    release(head)
    return (mark, isWhole)
  }
}
