// Where snapshots come from: out of nothing, or out of the one before.
extension Snapshot {
  /// What a new snapshot says otherwise than the one before.
  struct Patch {
    let hash: UInt64
    /// nil: nobody offers it any more.
    let group: CapabilityGroup?
  }

  /// Makes a snapshot out of nothing.
  /// - Parameter names: for each name its versions, the highest first. Each version has an entry; the highest one has
  ///   another under no version.
  convenience init(_ names: some Sequence<[CapabilityGroup]>, generation: UInt64) {
    var (count, candidates) = (0, 0)
    for groups in names {
      count += groups.count + 1
      for group in groups where group.members.count > 1 { candidates += group.members.count }
    }
    var draft = SnapshotDraft(entries: count, candidates: candidates)
    for groups in names {
      for (place, group) in groups.enumerated() {
        let entry = draft.entry(of: group)
        draft.set(group.hash.index, entry)
        if place == 0 { draft.set(group.anyVersionHash.index, entry) }
      }
    }
    self.init(draft, generation: generation)
  }

  /// Copies a snapshot, changed in some places: a hundred thousand names are copied sooner than a thousand are hashed.
  /// - Returns: nil if the copy would have no room, or carry more that nobody uses than it is worth.
  convenience init?(_ old: Snapshot, _ patches: [Patch], generation: UInt64) {
    let more = patches.reduce(0) { $0 + ($1.group?.members.count ?? 0) }
    guard SnapshotDraft.hasRoom(old.mask, for: old.count + patches.count),
      old.candidateCount + more <= max(1024, 2 * old.firstCandidateCount)
    else { return nil }
    var draft = SnapshotDraft(copying: old, moreCandidates: more)
    for patch in patches {
      if let group = patch.group { draft.set(patch.hash, draft.entry(of: group)) } else { draft.remove(patch.hash) }
    }
    self.init(draft, generation: generation)
  }
}
