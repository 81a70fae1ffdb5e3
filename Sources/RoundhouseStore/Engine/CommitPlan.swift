internal import RoundhouseModel

/// What a commit comes to, decided before anything is written.
///
/// Expected versions are compared with what was stored before the commit; of several writes of one key the last counts.
struct CommitPlan {
  /// What a plan must know of a stored entry.
  struct Stored {
    var version: UInt64
    /// Bytes of key and value.
    var size: UInt64
  }

  struct Write {
    var key: StateKey
    /// nil deletes.
    var bytes: [UInt8]?
  }

  /// One for each key that changes.
  let writes: [Write]
  /// The agent's bytes afterwards.
  let usage: UInt64

  /// - Parameters:
  ///   - usage: the agent's bytes before.
  ///   - stored: looks an entry up.
  /// - Throws: `conflict` naming the first key with another version, `storeFull` when the quota would be passed.
  init(
    _ operations: [StateOperation], quota: UInt64, usage: UInt64,
    stored: (StateKey) throws(RoundhouseError) -> Stored?
  ) throws(RoundhouseError) {
    var writes: [Write] = []
    var places: [StateAddress: Int] = [:]
    var removed: UInt64 = 0
    for operation in operations {
      let before = try stored(operation.key)
      try Self.compare(operation, with: before)
      guard operation.kind != .check else { continue }
      let write = Write(key: operation.key, bytes: operation.bytes)
      let address = StateAddress(operation.key)
      if let place = places[address] {
        writes[place] = write
      } else {
        places[address] = writes.count
        writes.append(write)
        removed += before?.size ?? 0
      }
    }
    let added = writes.reduce(0) { $0 + $1.size }
    self.usage = usage - min(removed, usage) + added
    self.writes = writes
    // Whoever is above a quota that was lowered may still shrink.
    guard added <= removed || self.usage <= quota else {
      throw Self.full(operations[0].key.agent, usage: usage, wanted: self.usage, quota: quota)
    }
  }

  private static func compare(_ operation: StateOperation, with stored: Stored?) throws(RoundhouseError) {
    let version = stored?.version ?? 0
    guard let expected = operation.expectedVersion, expected != version else { return }
    let found = version == 0 ? "does not exist" : "has version \(version)"
    let wanted = expected == 0 ? "that it does not exist" : "version \(expected)"
    throw RoundhouseError(
      .conflict, "the key \(operation.key.key.quoted) \(found), the commit expected \(wanted)",
      remedy: "read it again and repeat the commit with what is there now", agent: operation.key.agent)
  }

  private static func full(_ agent: String, usage: UInt64, wanted: UInt64, quota: UInt64) -> RoundhouseError {
    RoundhouseError(
      .storeFull,
      "the state of \(agent) has \(usage) bytes of \(quota) allowed, this commit would make it \(wanted)",
      remedy: "delete keys that are not needed, or raise limits.state in the agent's manifest or configuration",
      agent: agent)
  }
}

extension CommitPlan.Write {
  /// Bytes of key and value afterwards.
  var size: UInt64 { bytes.map { UInt64(key.key.utf8.count + $0.count) } ?? 0 }
}

extension StateOperation {
  /// What is stored afterwards; nil if nothing is.
  fileprivate var bytes: [UInt8]? {
    if case .put(let bytes) = kind { bytes } else { nil }
  }
}
