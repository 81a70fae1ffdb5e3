internal import CPlatform
internal import Synchronization

/// Who in the worker reads, and how whoever sends wakes it.
///
/// The line's word says whether somebody reads, or is about to. Whoever publishes while nobody does claims the reading
/// on behalf of a thread that sleeps, leaves it a token, and wakes it. A thread that takes a token reads.
struct WorkerBell: Sendable {
  private static let reading: UInt32 = 0
  private static let idle: UInt32 = 1
  /// Whoever read last sleeps with this bit and is woken first: what it needs is still in its processor's cache.
  private static let preferred: UInt32 = 1
  private static let others: UInt32 = 2

  // In the shared region, which outlives the bell.
  nonisolated(unsafe) let line: UnsafeMutablePointer<SharedLine>

  init(_ line: UnsafeMutablePointer<SharedLine>) { self.line = line }

  /// Wakes a reader if nobody reads. After `publish`.
  @inline(__always)
  func ring() {
    if line.pointee.word.load(ordering: .sequentiallyConsistent) == WorkerBell.idle { wake() }
  }

  @inline(never)
  func wake() {
    guard claim() else { return }
    // Wrapping, because the worker may have written any number there.
    line.pointee.sleep.wrappingAdd(1, ordering: .sequentiallyConsistent)
    if platform_shared_wake(sleepWord, WorkerBell.preferred) == 0 { platform_shared_wake(sleepWord, WorkerBell.others) }
  }

  /// Becomes the reader if nobody is.
  func claim() -> Bool {
    line.pointee.word.compareExchange(
      expected: WorkerBell.idle, desired: WorkerBell.reading, ordering: .sequentiallyConsistent
    ).exchanged
  }

  /// Reads no more. Whoever calls this looks at the ring once more afterwards.
  func stopReading() { line.pointee.word.store(WorkerBell.idle, ordering: .sequentiallyConsistent) }

  /// Sleeps until it is this thread's turn to read.
  /// - Parameter hasRead: whether it was the last to read.
  func sleep(hasRead: Bool) {
    while true {
      var tokens = line.pointee.sleep.load(ordering: .acquiring)
      while tokens > 0 {
        let swap = line.pointee.sleep.compareExchange(
          expected: tokens, desired: tokens &- 1, ordering: .acquiringAndReleasing)
        if swap.exchanged { return }
        tokens = swap.original
      }
      _ = platform_shared_wait(sleepWord, 0, 0, hasRead ? WorkerBell.preferred : WorkerBell.others)
    }
  }

  /// Says which processor the reader runs on.
  @inline(__always)
  func runs(on cpu: UInt32) {
    // Stored only if it is another one: the host reads the line at each call.
    if line.pointee.cpu.load(ordering: .relaxed) != cpu { line.pointee.cpu.store(cpu, ordering: .relaxed) }
  }

  /// Whether a thread of the worker is awake on another processor than this one, so that waiting a moment may pay.
  func isAwakeElsewhere(than cpu: UInt32) -> Bool {
    line.pointee.word.load(ordering: .relaxed) == WorkerBell.reading
      && line.pointee.cpu.load(ordering: .relaxed) != cpu
  }

  private var sleepWord: UnsafeRawPointer { UnsafeRawPointer(line) + MemoryLayout<UInt32>.size }
}
