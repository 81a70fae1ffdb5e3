/// The ids that one scope has used, so that a second step of one id has a key of its own.
struct StepNames {
  /// Few scopes have more different ids; a loop uses one again and again.
  private static let few = 16
  private var first: [(id: String, count: Int)] = []
  private var more: [String: Int] = [:]

  mutating func unique(_ id: String) -> String {
    let count = next(id)
    return count == 1 ? id : "\(id)#\(count)"
  }

  private mutating func next(_ id: String) -> Int {
    for place in first.indices where first[place].id == id {
      first[place].count += 1
      return first[place].count
    }
    if first.count < StepNames.few {
      first.append((id, 1))
      return 1
    }
    more[id, default: 0] += 1
    return more[id] ?? 1
  }
}
