internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// What one thread keeps of one host, so that a call shares nothing with other threads but the agent's own line.
///
/// Found through the thread's word. Only synchronous code may hold it: no suspension between `current` and the last use.
final class ThreadRecord {
  /// The snapshot's generation; readers compare it with the registry's before they use the pointers below.
  private(set) var generation: UInt64
  private(set) var entries: UnsafeMutablePointer<Snapshot.Entry>
  private(set) var candidates: UnsafeMutablePointer<Snapshot.Candidate>
  private(set) var mask: Int
  /// Keeps what the pointers point at alive.
  private var snapshot: Snapshot
  private var free: [UInt32] = []
  private var random: UInt64
  let shared: ThreadShare
  /// The records of other hosts, on the same thread.
  private var next: ThreadRecord?
  private weak var host: Host?
  private let hostNumber: ObjectIdentifier

  private init(_ host: Host, next: ThreadRecord?) {
    let snapshot = host.registry.snapshot
    self.snapshot = snapshot
    generation = snapshot.generation
    entries = snapshot.entries
    candidates = snapshot.candidates
    mask = snapshot.mask
    random = .random(in: 1 ... .max)
    shared = host.shares.join()
    self.next = next
    self.host = host
    hostNumber = ObjectIdentifier(host)
  }

  /// This thread's record, with the newest snapshot.
  @inline(__always)
  static func current(of host: Host) -> ThreadRecord {
    if let word = platform_thread_get() {
      let record = Unmanaged<ThreadRecord>.fromOpaque(word)._withUnsafeGuaranteedRef { $0 }
      if record.generation == host.registry.generation.load(ordering: .acquiring) { return record }
    }
    return refresh(host)
  }

  /// A place for a call; nil if all 65 536 are taken.
  @inline(__always)
  func takePlace() -> UInt32? {
    if let place = free.popLast() { return place }
    CallTable.take(32, into: &free)
    return free.popLast()
  }

  @inline(__always)
  func givePlace(_ place: UInt32) {
    free.append(place)
    if free.count > 256 { giveMany() }
  }

  /// A cheap number that is random enough to pick one of two agents.
  @inline(__always)
  func nextRandom() -> UInt64 {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return random
  }

  /// Gives a place back on whatever thread this is.
  static func givePlaceAnywhere(_ place: UInt32) {
    guard let word = platform_thread_get() else { return CallTable.give([place]) }
    Unmanaged<ThreadRecord>.fromOpaque(word)._withUnsafeGuaranteedRef { $0.givePlace(place) }
  }

  @inline(never)
  private func giveMany() {
    CallTable.give(free.suffix(128))
    free.removeLast(128)
  }

  @inline(never)
  private static func refresh(_ host: Host) -> ThreadRecord {
    var head = platform_thread_get().map { Unmanaged<ThreadRecord>.fromOpaque($0).takeRetainedValue() }
    // The word's own reference is taken over here and given back below, whichever record is in front then.
    let record = detach(host, from: &head) ?? ThreadRecord(host, next: nil)
    record.next = head
    record.read(host.registry.snapshot)
    platform_thread_set(Unmanaged.passRetained(record).toOpaque())
    platform_thread_on_exit { word in
      guard let word else { return }
      Unmanaged<ThreadRecord>.fromOpaque(word).takeRetainedValue().end()
    }
    return record
  }

  private func read(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    generation = snapshot.generation
    entries = snapshot.entries
    candidates = snapshot.candidates
    mask = snapshot.mask
  }

  /// Takes this host's record out of the thread's list; drops those of hosts that are gone.
  private static func detach(_ host: Host, from head: inout ThreadRecord?) -> ThreadRecord? {
    var kept: ThreadRecord?
    var found: ThreadRecord?
    while let record = head {
      head = record.next
      if record.host == nil {
        record.next = nil
        record.end()
      } else if record.hostNumber == ObjectIdentifier(host) {
        found = record
      } else {
        record.next = kept
        kept = record
      }
    }
    head = kept
    return found
  }

  /// The thread ends, or the host has.
  private func end() {
    CallTable.give(free)
    free = []
    host?.shares.leave(shared)
    next?.end()
    next = nil
  }
}
