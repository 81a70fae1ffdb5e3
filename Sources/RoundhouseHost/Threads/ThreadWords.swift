internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// What a call reads and writes of its thread: plain words in memory that the thread's word points at.
///
/// No object and no array among them: reaching through those costs a reference count or an access check each time.
/// Owned by `ThreadShare`; the plain fields are the owning thread's alone.
struct ThreadWords: ~Copyable {
  /// The snapshot's generation; readers compare it with the registry's before they use the pointers below.
  var generation: UInt64 = 0
  var entries: UnsafeMutablePointer<Snapshot.Entry>
  var candidates: UnsafeMutablePointer<Snapshot.Candidate>
  var mask: Int
  var random: UInt64
  /// The record of the same thread and host; retained once while the thread's word points here.
  var owner: Unmanaged<ThreadRecord>?
  let slots: UnsafeMutablePointer<CallSlot>
  /// Places in the call table that are this thread's to use.
  let free: UnsafeMutablePointer<UInt32>
  var freeCount = 0
  /// Read by the watchdog: when the thread went into an agent on its caller's behalf, and into which; 0 while outside.
  let inlineSince = Atomic<Nanoseconds>(0)
  let inlineCall = Atomic<UInt64>(0)
  /// The last calls, until somebody counts them: written here before `head` moves, read after `head` was seen.
  let durations: UnsafeMutablePointer<UInt64>
  let head = Atomic<Int>(0)
  let tail = Atomic<Int>(0)

  static let freeCapacity = 256
  static let durationCapacity = 4096

  init(_ snapshot: Snapshot) {
    entries = snapshot.entries
    candidates = snapshot.candidates
    mask = snapshot.mask
    random = .random(in: 1 ... .max)
    owner = nil
    slots = CallTable.slots
    free = .allocate(capacity: ThreadWords.freeCapacity)
    durations = .allocate(capacity: ThreadWords.durationCapacity)
    durations.initialize(repeating: 0, count: ThreadWords.durationCapacity)
  }

  deinit {
    free.deallocate()
    durations.deallocate()
  }

  mutating func read(_ snapshot: Snapshot) {
    generation = snapshot.generation
    entries = snapshot.entries
    candidates = snapshot.candidates
    mask = snapshot.mask
  }

  /// A place for a call; nil if all 65 536 are taken.
  @inline(__always)
  mutating func takePlace() -> UInt32? {
    if freeCount == 0 { takeMany() }
    guard freeCount > 0 else { return nil }
    freeCount &-= 1
    return free[freeCount]
  }

  @inline(__always)
  mutating func givePlace(_ place: UInt32) {
    if freeCount == ThreadWords.freeCapacity { giveMany(freeCount / 2) }
    free[freeCount] = place
    freeCount &+= 1
  }

  /// A cheap number that is random enough to pick one of two agents.
  @inline(__always)
  mutating func nextRandom() -> UInt64 {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return random
  }

  /// Notes one good call: cell (20 bits), 0, nanoseconds (43 bits, over two hours).
  /// - Returns: false if there is no room until somebody has counted.
  @inline(__always)
  func note(cell: UInt32, _ duration: Nanoseconds) -> Bool {
    let place = head.load(ordering: .relaxed)
    guard place &- tail.load(ordering: .acquiring) < ThreadWords.durationCapacity else { return false }
    durations[place & (ThreadWords.durationCapacity - 1)] = UInt64(cell) << 44 | min(duration, (1 << 43) - 1)
    head.store(place &+ 1, ordering: .releasing)
    return true
  }

  @inline(never)
  private mutating func takeMany() {
    var taken: [UInt32] = []
    CallTable.take(32, into: &taken)
    for place in taken {
      free[freeCount] = place
      freeCount += 1
    }
  }

  /// Gives places back to the table.
  @inline(never)
  mutating func giveMany(_ count: Int) {
    freeCount -= count
    CallTable.give(UnsafeBufferPointer(start: free + freeCount, count: count))
  }
}
