internal import Synchronization

/// One cache line of words in memory that host and worker share. Zeroed memory is a good line.
struct SharedLine: ~Copyable {
  /// A position, or what its owner is doing: see `RingWriter`, `WorkerBell`, `HostBell`.
  let word = Atomic<UInt32>(0)
  /// What its owner sleeps on.
  let sleep = Atomic<UInt32>(0)
  /// The processor that its owner runs on.
  let cpu = Atomic<UInt32>(0)
  // One by one: a tuple that begins with the narrow one would begin at a multiple of eight, and the line be 72 bytes.
  private let gap: UInt32 = 0
  private let rest: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
}
