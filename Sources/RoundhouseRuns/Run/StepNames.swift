/// The ids that one scope has used, so that a second step of one id has a key of its own.
struct StepNames {
  private struct Used {
    let id: String
    let part: String
    var count: Int
  }

  /// Few scopes have more different ids; a loop uses one again and again.
  private static let few = 16
  private var first: [Used] = []
  /// The place behind the one that was used last: ids that are used in turn are found at once.
  private var nextPlace = 0
  private var more: [String: Int] = [:]

  /// The name of the next step of an id.
  mutating func next(_ id: String) -> StepName {
    for step in first.indices {
      let place = nextPlace + step < first.count ? nextPlace + step : nextPlace + step - first.count
      guard first[place].id == id else { continue }
      nextPlace = place + 1
      first[place].count += 1
      return StepName(part: first[place].part, number: first[place].count)
    }
    let part = StepKey.part(id)
    if first.count < StepNames.few {
      if first.isEmpty { first.reserveCapacity(StepNames.usual) }
      first.append(Used(id: id, part: part, count: 1))
      return StepName(part: part, number: 1)
    }
    more[id, default: 0] += 1
    return StepName(part: part, number: more[id] ?? 1)
  }

  /// Most scopes have no more different ids.
  private static let usual = 4
}
