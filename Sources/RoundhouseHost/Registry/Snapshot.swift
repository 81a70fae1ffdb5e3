internal import RoundhouseModel

/// From a capability's name to who offers it, at one moment. Never changes; readers keep it as long as they need it.
final class Snapshot: Sendable {
  /// 16 bytes, so that four share a cache line. A single candidate's cell stands in the entry itself.
  struct Entry {
    /// 0: empty.
    var hash: UInt64 = 0
    /// The cell, if `count` is 1; else the place of the first candidate.
    var first: UInt32 = 0
    var count: UInt16 = 0
    /// Candidates of the highest priority (low 12 bits), the strategy (3 bits), and `sharedMark`.
    var head: UInt16 = 0
  }

  /// Two generations of one agent share its calls: what the short way cannot decide.
  static let sharedMark: UInt16 = 0x8000

  struct Candidate {
    var cell: UInt32
    var priority: UInt16
    var weight: UInt16
  }

  let generation: UInt64
  // Owned by this object, written only in init.
  nonisolated(unsafe) let entries: UnsafeMutablePointer<Entry>
  nonisolated(unsafe) let candidates: UnsafeMutablePointer<Candidate>
  let mask: Int
  /// Entries that are not empty.
  let count: Int
  /// Candidates, also those that no entry leads to any more.
  let candidateCount: Int
  /// How many there were when the last snapshot was made out of nothing.
  let firstCandidateCount: Int

  /// Takes over what was drafted.
  init(_ draft: consuming SnapshotDraft, generation: UInt64) {
    self.generation = generation
    (mask, count) = (draft.mask, draft.count)
    (candidateCount, firstCandidateCount) = (draft.candidateCount, draft.firstCandidateCount)
    (entries, candidates) = draft.release()
  }

  deinit {
    entries.deallocate()
    candidates.deallocate()
  }

  /// The entry of a hash; nil if nobody offers the name.
  @inline(__always)
  static func find(_ hash: UInt64, _ entries: UnsafeMutablePointer<Entry>, _ mask: Int) -> UnsafeMutablePointer<Entry>?
  {
    var place = Int(truncatingIfNeeded: hash >> 8) & mask
    while true {
      let entry = entries + place
      if entry.pointee.hash == hash { return entry }
      if entry.pointee.hash == 0 { return nil }
      place = (place &+ 1) & mask
    }
  }

  /// All candidates of a hash, in the order of priority.
  func all(_ hash: UInt64) -> (candidates: [Candidate], strategy: RoutingStrategy)? {
    guard let entry = Snapshot.find(hash, entries, mask) else { return nil }
    let strategy = RoutingStrategy.allCases[Int(entry.pointee.head >> 12 & 7)]
    if entry.pointee.count == 1 {
      return ([Candidate(cell: entry.pointee.first, priority: 0, weight: 1)], strategy)
    }
    let start = candidates + Int(entry.pointee.first)
    return (Array(UnsafeBufferPointer(start: start, count: Int(entry.pointee.count))), strategy)
  }
}
