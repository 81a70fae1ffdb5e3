internal import CPlatform
internal import Synchronization

/// The host's side of the channel to one worker: the same object from one process to the next.
///
/// Whoever sends holds the sending lock for one frame. One thread at a time reads: a caller that waits for its answer,
/// or the loop that looks after all workers. Reading is never waited for: who finds it taken leaves word, and who has it
/// looks once more after giving it back.
final class HostChannel: Sendable {
  private let sending = Mutex<SendingLink?>(nil)
  private let isRead = Atomic<Bool>(false)
  private let isWanted = Atomic<Bool>(false)
  /// Whether the process has ended, so that nobody sleeps for its answers.
  let isOver = Atomic<Bool>(true)
  // Touched only by whoever reads.
  nonisolated(unsafe) let link: UnsafeMutablePointer<ReadingLink?>

  init() {
    link = .allocate(capacity: 1)
    link.initialize(to: nil)
  }

  deinit {
    link.deinitialize(count: 1)
    link.deallocate()
  }

  // MARK: Sending

  enum Sent { case sent, full, gone }

  /// Sends one frame and wakes the worker if nobody reads there.
  /// - Throws: if the worker has spoilt the ring.
  @inline(__always)
  func send(
    _ head: FrameHead, payload: UnsafeRawBufferPointer, texts: UnsafeRawBufferPointer
  ) throws(RingBroken) -> Sent {
    let memory = FrameWriter.memory(for: payload)
    return try sending.withLock { link throws(RingBroken) in
      guard let isSent = try link?.writer.put(head, payload: payload, texts: texts, memory: memory, copied: {}) else {
        return .gone
      }
      link?.bell.ring()
      return isSent ? .sent : .full
    }
  }

  func send(_ head: FrameHead, payload: [UInt8] = [], texts: [UInt8] = []) -> Sent {
    payload.withUnsafeBytes { payload in
      texts.withUnsafeBytes { (try? send(head, payload: payload, texts: $0)) ?? .gone }
    }
  }

  // MARK: Reading

  /// Becomes the reader if nobody is.
  func tryReading() -> Bool {
    isRead.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
  }

  /// Becomes the reader, or leaves word with whoever is.
  func tryReadingOrLeaveWord() -> Bool {
    if tryReading() { return true }
    isWanted.store(true, ordering: .sequentiallyConsistent)
    return tryReading()
  }

  /// Reads no more.
  /// - Returns: false if somebody has left word meanwhile, and this thread is the reader again.
  func endReading() -> Bool {
    isRead.store(false, ordering: .sequentiallyConsistent)
    guard isWanted.load(ordering: .sequentiallyConsistent), tryReading() else { return true }
    isWanted.store(false, ordering: .relaxed)
    return false
  }

  // MARK: One process after another

  /// Joins the channel to a fresh process. Nobody reads or sends yet.
  func attach(_ region: SharedRegion, control: Int32) {
    takeReading()
    link.pointee = ReadingLink(region, control: control)
    link.pointee?.bell.set(HostBell.Mode.watching)
    isOver.store(false, ordering: .releasing)
    while !endReading() {}
    sending.withLock { $0 = SendingLink(region, control: control) }
  }

  /// Sends nothing more, wakes whoever sleeps for an answer, and becomes the reader, who reads what is left.
  func cutOff() {
    isOver.store(true, ordering: .sequentiallyConsistent)
    sending.withLock { link in
      if let line = link?.region.hostBell { HostBell(line).wake() }
      link = nil
    }
    takeReading()
  }

  /// Forgets the process. The calling thread is the reader.
  func detach() {
    link.pointee = nil
    while !endReading() {}
  }

  /// Whoever reads leaves within moments: nobody sleeps while the channel is over.
  private func takeReading() {
    var waits: UInt32 = 0
    while !tryReading() {
      waits += 1
      if waits < 200 { platform_pause() } else { usleep(100) }
    }
  }
}
