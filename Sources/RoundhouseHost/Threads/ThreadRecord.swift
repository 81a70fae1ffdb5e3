internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// What one thread keeps of one host, so that a call shares nothing with other threads but the agent's own line.
///
/// The thread's word points at its `ThreadWords`, which point back here. Only synchronous code may hold them: no
/// suspension between `current` and the last use.
final class ThreadRecord {
  let share: ThreadShare
  /// Keeps what the words point at alive.
  private var snapshot: Snapshot
  /// The records of other hosts, on the same thread.
  private var next: ThreadRecord?
  private weak var host: Host?
  private let hostNumber: ObjectIdentifier
  /// For the handler of a crash on a caller's thread; given back when the thread ends.
  private let crashStack = platform_give_crash_stack()

  private init(_ host: Host) {
    snapshot = host.registry.snapshot
    share = host.shares.join(snapshot)
    self.host = host
    hostNumber = ObjectIdentifier(host)
  }

  /// This thread's words, with the newest snapshot.
  @inline(__always)
  static func current(of host: Host) -> UnsafeMutablePointer<ThreadWords> {
    if let word = platform_thread_get() {
      let words = word.assumingMemoryBound(to: ThreadWords.self)
      if words.pointee.generation == host.registry.generation.load(ordering: .acquiring) { return words }
    }
    return refresh(host)
  }

  /// Gives a place back on whatever thread this is.
  @inline(__always)
  static func givePlaceAnywhere(_ place: UInt32) {
    guard let word = platform_thread_get() else { return CallTable.give([place]) }
    word.assumingMemoryBound(to: ThreadWords.self).pointee.givePlace(place)
  }

  @inline(never)
  private static func refresh(_ host: Host) -> UnsafeMutablePointer<ThreadWords> {
    // The word's own reference to the first record is taken over here and given back below.
    var head = platform_thread_get().flatMap { word in
      word.assumingMemoryBound(to: ThreadWords.self).pointee.owner?.takeRetainedValue()
    }
    let record = detach(host, from: &head) ?? ThreadRecord(host)
    record.next = head
    record.snapshot = host.registry.snapshot
    let words = record.share.words
    words.pointee.read(record.snapshot)
    words.pointee.owner = Unmanaged.passRetained(record)
    platform_thread_set(words)
    platform_thread_on_exit { word in
      word?.assumingMemoryBound(to: ThreadWords.self).pointee.owner?.takeRetainedValue().end()
    }
    return words
  }

  /// Takes this host's record out of the thread's list; drops those of hosts that are gone.
  private static func detach(_ host: Host, from head: inout ThreadRecord?) -> ThreadRecord? {
    var kept: ThreadRecord?
    var found: ThreadRecord?
    while let record = head {
      head = record.next
      record.next = nil
      if record.host == nil {
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
    share.words.pointee.giveMany(share.words.pointee.freeCount)
    host?.shares.leave(share)
    platform_take_crash_stack(crashStack)
    next?.end()
    next = nil
  }
}
