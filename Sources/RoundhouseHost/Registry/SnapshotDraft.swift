internal import CPlatform

/// The tables of a snapshot while they are written. Freed with the draft unless a snapshot has taken them over.
struct SnapshotDraft: ~Copyable {
  let entries: UnsafeMutablePointer<Snapshot.Entry>
  let candidates: UnsafeMutablePointer<Snapshot.Candidate>
  let mask: Int
  private(set) var count = 0
  private(set) var candidateCount = 0
  let firstCandidateCount: Int

  /// Whether a table of that mask stays fast with so many entries: at most four fifths full.
  static func hasRoom(_ mask: Int, for count: Int) -> Bool { (mask + 1) * 4 >= count * 5 }

  init(entries count: Int, candidates: Int) {
    var capacity = 16
    while !SnapshotDraft.hasRoom(capacity - 1, for: count) { capacity *= 2 }
    mask = capacity - 1
    entries = SnapshotDraft.room(for: capacity)
    entries.initialize(repeating: Snapshot.Entry(), count: capacity)
    self.candidates = .allocate(capacity: max(1, candidates))
    firstCandidateCount = candidates
  }

  init(copying old: Snapshot, moreCandidates: Int) {
    mask = old.mask
    entries = SnapshotDraft.room(for: old.mask + 1)
    entries.initialize(from: old.entries, count: old.mask + 1)
    candidates = .allocate(capacity: max(1, old.candidateCount + moreCandidates))
    candidates.initialize(from: old.candidates, count: old.candidateCount)
    count = old.count
    candidateCount = old.candidateCount
    firstCandidateCount = old.firstCandidateCount
  }

  deinit {
    entries.deallocate()
    candidates.deallocate()
  }

  /// Gives the tables to whoever frees them from now on.
  consuming func release() -> (UnsafeMutablePointer<Snapshot.Entry>, UnsafeMutablePointer<Snapshot.Candidate>) {
    let tables = (entries, candidates)
    discard self
    return tables
  }

  /// Writes a group's candidates, if it has several.
  /// - Returns: the entry that leads to them.
  mutating func entry(of group: CapabilityGroup) -> Snapshot.Entry {
    let entry = group.entry(at: candidateCount)
    guard group.members.count > 1 else { return entry }
    for member in group.members {
      candidates[candidateCount] = member.candidate
      candidateCount += 1
    }
    return entry
  }

  mutating func set(_ hash: UInt64, _ entry: Snapshot.Entry) {
    var place = home(hash)
    while entries[place].hash != 0, entries[place].hash != hash { place = (place &+ 1) & mask }
    if entries[place].hash == 0 { count += 1 }
    entries[place] = entry
    entries[place].hash = hash
  }

  /// Takes an entry out. Those behind it move up, so that none of them is cut off from its place.
  mutating func remove(_ hash: UInt64) {
    guard let entry = Snapshot.find(hash, entries, mask) else { return }
    var hole = entry - entries
    var place = (hole &+ 1) & mask
    while entries[place].hash != 0 {
      let distance = (place &- home(entries[place].hash)) & mask
      if distance >= (place &- hole) & mask {
        entries[hole] = entries[place]
        hole = place
      }
      place = (place &+ 1) & mask
    }
    entries[hole] = Snapshot.Entry()
    count -= 1
  }

  /// Memory for a table, in large pages if it is large itself.
  private static func room(for count: Int) -> UnsafeMutablePointer<Snapshot.Entry> {
    let size = count * MemoryLayout<Snapshot.Entry>.stride
    let page = 2 << 20
    guard size >= page else { return .allocate(capacity: count) }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: page)
    platform_expect_much(memory, size)
    return memory.bindMemory(to: Snapshot.Entry.self, capacity: count)
  }

  private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 8) & mask }
}
