// jq's order of all values: null, false, true, numbers, strings, arrays, objects.
extension Evaluation {
  /// Below zero, zero or above it. Not a number comes before all numbers, itself included.
  func order(_ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> Int {
    try spend(1)
    switch (a, b) {
    case (.number(let a), .number(let b)): return a < b || a.isNaN ? -1 : a == b ? 0 : 1
    case (.string(let a), .string(let b)): return try order(a, b)
    case (.array(let a), .array(let b)):
      for (a, b) in zip(a, b) {
        let order = try order(a, b)
        if order != 0 { return order }
      }
      return a.count - b.count
    case (.object(let a), .object(let b)): return try order(a, b)
    default: return a.rank - b.rank
    }
  }

  /// Same keys first, then the values in the order of the keys.
  private func order(_ a: JSONObject, _ b: JSONObject) throws(ExpressionError) -> Int {
    try spend(a.count + b.count)
    let (a, b) = (a.sorted, b.sorted)
    for (a, b) in zip(a, b) {
      let order = try order(a.key, b.key)
      if order != 0 { return order }
    }
    if a.count != b.count { return a.count - b.count }
    for (a, b) in zip(a, b) {
      let order = try order(a.value, b.value)
      if order != 0 { return order }
    }
    return 0
  }

  private func order(_ a: String, _ b: String) throws(ExpressionError) -> Int {
    try spend(min(a.utf8.count, b.utf8.count) / 32)
    return JSONValue.hasSameBytes(a, b) ? 0 : JSONValue.bytesPrecede(a, b) ? -1 : 1
  }

  func isEqual(_ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> Bool {
    switch (a, b) {
    case (.array(let a), .array(let b)):
      guard a.count == b.count else { return false }
      try spend(a.count + 1)
      for (a, b) in zip(a, b) where try !isEqual(a, b) { return false }
      return true
    case (.object(let a), .object(let b)):
      guard a.count == b.count else { return false }
      try spend(a.count + 1)
      for member in a.members {
        guard let other = b[member.key], try isEqual(member.value, other) else { return false }
      }
      return true
    case (.string(let a), .string(let b)):
      try spend(a.utf8.count / 32)
      return JSONValue.hasSameBytes(a, b)
    default: return a == b
    }
  }

  /// Sorts by keys, keeping the order of what is equal.
  func sorted(
    _ items: [(key: JSONValue, value: JSONValue)]
  ) throws(ExpressionError) -> [(key: JSONValue, value: JSONValue)] {
    try spend(items.count)
    var failure: ExpressionError?
    let places = items.indices.sorted { a, b in
      guard failure == nil else { return a < b }
      do {
        let order = try order(items[a].key, items[b].key)
        return order == 0 ? a < b : order < 0
      } catch let error as ExpressionError {
        failure = error
        return a < b
      } catch {
        preconditionFailure("an order fails with its own error only: \(error)")
      }
    }
    if let failure { throw failure }
    return places.map { items[$0] }
  }

  /// The sorted items, those with equal keys together.
  func grouped(
    _ items: [(key: JSONValue, value: JSONValue)]
  ) throws(ExpressionError) -> [[JSONValue]] {
    var groups: [[JSONValue]] = []
    var last: JSONValue?
    for item in try sorted(items) {
      if let last, try order(last, item.key) == 0 {
        groups[groups.count - 1].append(item.value)
      } else {
        groups.append([item.value])
        last = item.key
      }
    }
    return groups
  }

  /// The first of the smallest, or the last of the largest; null for none.
  func extreme(
    _ items: [(key: JSONValue, value: JSONValue)], isMinimum: Bool
  ) throws(ExpressionError) -> JSONValue {
    guard var best = items.first else { return .null }
    for item in items.dropFirst() where try (order(item.key, best.key) < 0) == isMinimum { best = item }
    return best.value
  }
}
