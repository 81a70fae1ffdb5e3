internal import CPlatform
internal import Synchronization

/// How the worker tells the host that there is something to read: not at all while a thread of the host is looking, by
/// a futex while one sleeps for an answer, and otherwise by the event that the host's loop watches.
struct HostBell: Sendable {
  enum Mode {
    static let looking: UInt32 = 0
    static let sleeping: UInt32 = 1
    static let watching: UInt32 = 2
  }

  // In the shared region, which outlives the bell.
  nonisolated(unsafe) let line: UnsafeMutablePointer<SharedLine>

  init(_ line: UnsafeMutablePointer<SharedLine>) { self.line = line }

  /// Tells the host, if it has to be told. In the worker, after `publish`.
  /// - Parameter event: the event's descriptor.
  @inline(__always)
  func ring(_ event: Int32) {
    let mode = line.pointee.word.load(ordering: .sequentiallyConsistent)
    if mode != Mode.looking { tell(mode, event) }
  }

  @inline(never)
  private func tell(_ mode: UInt32, _ event: Int32) {
    guard
      line.pointee.word.compareExchange(
        expected: mode, desired: Mode.looking, ordering: .sequentiallyConsistent
      ).exchanged
    else { return }
    if mode == Mode.sleeping { wake() } else { eventfd_write(event, 1) }
  }

  /// Wakes the thread that sleeps for an answer.
  func wake() {
    // Wrapping, because the worker may have written any number there.
    line.pointee.sleep.wrappingAdd(1, ordering: .releasing)
    platform_shared_wake(sleepWord, .max)
  }

  /// A thread of the host looks from now on, or leaves the looking to others.
  func set(_ mode: UInt32) { line.pointee.word.store(mode, ordering: .sequentiallyConsistent) }

  var sleepCount: UInt32 { line.pointee.sleep.load(ordering: .acquiring) }

  /// Sleeps until the bell rings, at longest until a deadline.
  /// - Parameter seen: `sleepCount` before the mode was set.
  func sleep(_ seen: UInt32, until deadline: UInt64) {
    _ = platform_shared_wait(sleepWord, seen, deadline, .max)
  }

  /// Whether the host's reader runs on another processor than this one.
  func isElsewhere(than cpu: UInt32) -> Bool { line.pointee.cpu.load(ordering: .relaxed) != cpu }

  private var sleepWord: UnsafeRawPointer { UnsafeRawPointer(line) + MemoryLayout<UInt32>.size }
}
