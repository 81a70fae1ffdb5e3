internal import RoundhouseModel

/// Entries in memory, gone with the process. Each commit counts at once, so there is never a group to lose.
final class MemoryEngine: StateEngine {
  private var entries: [StateAddress: (key: StateKey, value: StateValue)] = [:]
  private var bytes: [[UInt8]: UInt64] = [:]
  private var version: UInt64 = 0

  let hasLostGroup = false
  func flush() {}
  func abandon() {}

  func value(of key: StateKey) throws(RoundhouseError) -> StateValue? {
    try StateLimits.check(key)
    return entries[StateAddress(key)]?.value
  }

  func commit(_ operations: [StateOperation], quota: UInt64) throws(RoundhouseError) -> UInt64 {
    guard let agent = operations.first?.key.agent else { return version }
    try StateLimits.check(operations)
    let plan = try CommitPlan(operations, quota: quota, usage: usage(of: agent)) { stored($0) }
    if plan.writes.isEmpty { return version }
    version += 1
    for write in plan.writes {
      entries[StateAddress(write.key)] = write.bytes.map { (write.key, StateValue(bytes: $0, version: version)) }
    }
    bytes[Array(agent.utf8)] = plan.usage
    return version
  }

  func usage(of agent: String) -> UInt64 { bytes[Array(agent.utf8)] ?? 0 }

  func erase(_ agent: String) -> UInt64 {
    let owner = Array(agent.utf8)
    entries = entries.filter { $0.key.agent != owner }
    return bytes.removeValue(forKey: owner) ?? 0
  }

  func keys(_ agent: String, _ space: StateSpace, prefix: String, limit: Int) -> [String] {
    let owner = Array(agent.utf8)
    let space = StateAddress.bytes(space)
    let found = entries.filter {
      $0.key.agent == owner && $0.key.space == space && $0.key.key.starts(with: prefix.utf8)
    }
    let sorted = found.sorted { $0.key.key.lexicographicallyPrecedes($1.key.key) }
    return sorted.prefix(max(limit, 0)).map(\.value.key.key)
  }

  private func stored(_ key: StateKey) -> CommitPlan.Stored? {
    entries[StateAddress(key)].map {
      CommitPlan.Stored(version: $0.value.version, size: UInt64($0.key.key.utf8.count + $0.value.bytes.count))
    }
  }
}
