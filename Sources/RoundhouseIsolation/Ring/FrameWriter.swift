internal import CPlatform

/// Writes frames into a ring, long payloads beside it. One thread at a time.
struct FrameWriter: ~Copyable {
  /// Payloads up to this size travel in the ring.
  static let inlineLimit = 64 << 10

  private var ring: RingWriter
  private let control: Int32

  /// - Parameter control: the socket that long payloads go over; open as long as this is.
  init(_ ring: consuming RingWriter, control: Int32) {
    self.ring = ring
    self.control = control
  }

  /// Writes one frame and publishes it. Whoever reads has to be woken afterwards.
  /// - Parameters:
  ///   - memory: the payload, if it is longer than `inlineLimit`.
  ///   - copied: called once the payload is copied, and before anybody can see the frame.
  /// - Returns: false if there is no room now.
  /// - Throws: if the other side has spoilt the ring.
  @inline(__always)
  mutating func put(
    _ head: FrameHead, payload: UnsafeRawBufferPointer, texts: UnsafeRawBufferPointer,
    memory: borrowing PassedMemory?, copied: () -> Void
  ) throws(RingBroken) -> Bool {
    var head = head
    head.payload = UInt32(truncatingIfNeeded: payload.count)
    head.texts = UInt32(truncatingIfNeeded: texts.count)
    if payload.count > FrameWriter.inlineLimit { head.flags |= FrameFlag.large }
    head.lines = FrameHead.lines(head.bytes)
    guard let start = try ring.reserve(head.lines) else { return false }
    if head.has(FrameFlag.large), !pass(memory) { return false }
    start.storeBytes(of: head, as: FrameHead.self)
    let body = start + FrameHead.size
    if head.inlinePayload > 0, let source = payload.baseAddress { memcpy(body, source, payload.count) }
    if let source = texts.baseAddress { memcpy(body + head.inlinePayload, source, texts.count) }
    ring.commit(head.lines)
    copied()
    ring.publish()
    return true
  }

  private func pass(_ memory: borrowing PassedMemory?) -> Bool {
    switch memory {
    case .some(let memory): memory.send(over: control)
    case nil: false
    }
  }

  /// The memory that a payload needs beside the ring; nil for one that fits.
  static func memory(for payload: UnsafeRawBufferPointer) -> PassedMemory? {
    payload.count > inlineLimit ? PassedMemory.holding(payload) : nil
  }
}
