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
  private let processes = Atomic<UInt64>(0)
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

  /// Stands for whichever process there is.
  static let anyProcess: UInt64 = 0

  /// Sends one frame and wakes the worker if nobody reads there.
  /// - Parameters:
  ///   - process: which one it is for, by `ReadingLink.process`: the next one would take it for its own.
  ///   - copied: called once all is copied, and before the worker can see the frame.
  /// - Throws: if the worker has spoilt the ring.
  @inline(__always)
  func send(
    _ head: FrameHead, payload: UnsafeRawBufferPointer, texts: UnsafeRawBufferPointer,
    to process: UInt64 = anyProcess, copied: () -> Void = {}
  ) throws(RingBroken) -> Sent {
    let memory = FrameWriter.memory(for: payload)
    return try sending.withLock { link throws(RingBroken) in
      if process != HostChannel.anyProcess, link?.process != process { return .gone }
      guard let isSent = try link?.writer.put(head, payload: payload, texts: texts, memory: memory, copied: copied)
      else { return .gone }
      link?.bell.ring()
      return isSent ? .sent : .full
    }
  }

  func send(
    _ head: FrameHead, payload: [UInt8] = [], texts: [UInt8] = [], to process: UInt64 = anyProcess
  ) -> Sent {
    payload.withUnsafeBytes { payload in
      texts.withUnsafeBytes { (try? send(head, payload: payload, texts: $0, to: process)) ?? .gone }
    }
  }

  // MARK: Reading

  /// Becomes the reader if nobody is.
  func tryReading() -> Bool {
    isRead.compareExchange(expected: false, desired: true, ordering: .sequentiallyConsistent).exchanged
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
    isWanted.store(false, ordering: .sequentiallyConsistent)
    return false
  }

  /// Reads no more, whoever has left word. The loop has to be told afterwards.
  func dropReading() { isRead.store(false, ordering: .sequentiallyConsistent) }

  // MARK: One process after another

  /// Joins the channel to a fresh process. Nobody reads or sends yet.
  func attach(_ region: SharedRegion, control: Int32) {
    takeReading(waking: nil)
    let process = processes.add(1, ordering: .relaxed).newValue
    link.pointee = ReadingLink(region, control: control, process: process)
    link.pointee?.bell.set(HostBell.Mode.watching)
    isOver.store(false, ordering: .releasing)
    while !endReading() {}
    sending.withLock { $0 = SendingLink(region, control: control, process: process) }
  }

  /// Sends nothing more, wakes whoever sleeps for an answer, and becomes the reader, who reads what is left.
  func cutOff() {
    isOver.store(true, ordering: .sequentiallyConsistent)
    let region = sending.withLock { link in
      defer { link = nil }
      return link?.region
    }
    takeReading(waking: region)
  }

  /// Forgets the process. The calling thread is the reader.
  func detach() {
    link.pointee = nil
    while !endReading() {}
  }

  /// Whoever reads leaves within moments: nobody sleeps while the channel is over. Woken again and again, because the
  /// worker may take one waking for itself, or put the word back on which the reader is about to sleep.
  private func takeReading(waking region: SharedRegion?) {
    var waits: UInt32 = 0
    while !tryReading() {
      if waits % 200 == 0, let region { HostBell(region.hostBell).wake() }
      waits &+= 1
      if waits < 200 { platform_pause() } else { usleep(100) }
    }
  }
}
