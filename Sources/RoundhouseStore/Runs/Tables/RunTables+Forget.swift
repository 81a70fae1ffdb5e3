internal import RoundhouseRuns

// Forgetting runs. Within an open transaction.
extension RunTables {
  /// Forgets runs that ended before a time, with what batches have of them. Call `haveForgotten` once it is committed.
  /// - Returns: how many runs, and the files that they have named.
  func forget(endedBefore time: Int64, limit: Int) throws(DatabaseError) -> (Int, [ArtifactDigest]) {
    try follow()
    let old = try statements.ended.rows(
      .integer(Self.lastNumber(at: time)), .integer(time), .integer(Int64(max(limit, 0)))
    ) {
      RunNumber(rawValue: $0.integer(0))
    }
    guard !old.isEmpty else { return (0, []) }
    try statements.keep(mark)
    try clear(Set(old))
    var named: [ArtifactDigest] = []
    for run in old {
      try statements.forgetRun.run(.integer(run.rawValue))
      named += try statements.forgetNames.rows(.integer(run.rawValue)) { ArtifactDigest(stored: $0.blob(0)) }
    }
    return (old.count, named)
  }

  func haveForgotten() {
    recent.removeAll()
    haveFollowed()
  }

  /// Takes runs out of their batches; what has nothing left goes.
  private func clear(_ runs: Set<RunNumber>) throws(DatabaseError) {
    var touched: Set<Int64> = []
    for run in runs { try walk(run) { touched.insert($0.id) } }
    for id in touched.sorted() {
      guard let rest = try batch(id).batch.without(runs) else {
        throw damage("batch \(id) has a part without a meaning")
      }
      if rest.isEmpty {
        try statements.forgetBatch.run(.integer(id))
      } else {
        try statements.rewrite.run(.blob(rest.bytes), .integer(id))
      }
    }
  }

  /// The highest number that a run may have that began at a time, in milliseconds since 1970.
  private static func lastNumber(at time: Int64) -> Int64 {
    let limit: Int64 = 1 << 43
    return min(max(time, -limit), limit - 1) << 20 | 0xF_FFFF
  }
}
