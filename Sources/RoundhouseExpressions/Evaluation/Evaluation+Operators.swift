// `+ - * / %` and comparisons.
extension Evaluation {
  func apply(_ binary: BinaryOperator, _ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> JSONValue {
    switch binary {
    case .add: return try sum(a, b)
    case .subtract: return try difference(a, b)
    case .multiply: return try product(a, b)
    case .divide: return try quotient(a, b)
    case .remainder: return try remainder(a, b)
    case .equal: return .bool(try isEqual(a, b))
    case .unequal: return .bool(try !isEqual(a, b))
    case .less: return .bool(try order(a, b) < 0)
    case .lessOrEqual: return .bool(try order(a, b) <= 0)
    case .greater: return .bool(try order(a, b) > 0)
    case .greaterOrEqual: return .bool(try order(a, b) >= 0)
    }
  }

  func negative(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    guard case .number(let number) = value else {
      throw mismatch("\(described(value)) cannot be negated", remedy: "negate numbers only")
    }
    return .number(-number)
  }

  func sum(_ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> JSONValue {
    if case .string(let text) = a { try spend(text: text.utf8.count) }
    var sum = a
    try add(b, to: &sum)
    return sum
  }

  /// Adds in place: what many parts are added to is not copied for each.
  func add(_ part: JSONValue, to sum: inout JSONValue) throws(ExpressionError) {
    switch (sum, part) {
    case (_, .null): return
    case (.null, _): sum = part
    case (.number(let a), .number(let b)): sum = .number(a + b)
    case (.string(var text), .string(let more)):
      guard (text.utf8.count + more.utf8.count) / 16 <= limits.size else {
        throw failure(.tooLarge, "a text becomes too long", remedy: "keep only what is needed")
      }
      try spend(more.utf8.count / 32)
      sum = .null
      text += more
      sum = .string(text)
    case (.array(var elements), .array(let more)):
      try spend(more.count)
      sum = .null
      elements += more
      sum = .array(elements)
    case (.object(var object), .object(let more)):
      try spend(more.count + object.count / 8)
      sum = .null
      for member in more.members { object[member.key] = member.value }
      sum = .object(object)
    default: throw unfit("added", sum, part)
    }
  }

  private func difference(_ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> JSONValue {
    switch (a, b) {
    case (.number(let a), .number(let b)): return .number(a - b)
    case (.array(let a), .array(let b)):
      var rest: [JSONValue] = []
      for element in a {
        try spend(b.count + 1)
        if try !isElement(element, of: b) { rest.append(element) }
      }
      return .array(rest)
    default: throw unfit("subtracted", a, b)
    }
  }

  private func isElement(_ value: JSONValue, of elements: [JSONValue]) throws(ExpressionError) -> Bool {
    for element in elements where try isEqual(value, element) { return true }
    return false
  }

  private func product(_ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> JSONValue {
    switch (a, b) {
    case (.number(let a), .number(let b)): return .number(a * b)
    case (.string(let text), .number(let count)), (.number(let count), .string(let text)):
      return try repeated(text, count)
    case (.object(let a), .object(let b)): return .object(try merged(a, b))
    default: throw unfit("multiplied", a, b)
    }
  }

  /// A text so many times, a begun one more counting not; null for none.
  private func repeated(_ text: String, _ count: Double) throws(ExpressionError) -> JSONValue {
    guard count > 0 else { return .null }
    guard count * Double(text.utf8.count) / 16 <= Double(limits.size), count < 0x1p31 else {
      throw failure(.tooLarge, "a text becomes too long", remedy: "repeat it fewer times")
    }
    let times = max(1, Int(count))
    try spend(times)
    try spend(text: times * text.utf8.count)
    return .string(String(repeating: text, count: times))
  }

  private func merged(_ a: JSONObject, _ b: JSONObject) throws(ExpressionError) -> JSONObject {
    try spend(a.count / 8 + b.count + 1)
    var object = a
    for member in b.members {
      if case .object(let inner) = member.value, case .object(let before) = object[member.key] {
        object[member.key] = .object(try merged(before, inner))
      } else {
        object[member.key] = member.value
      }
    }
    return object
  }

  private func quotient(_ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> JSONValue {
    switch (a, b) {
    case (.number(let a), .number(let b)):
      guard b != 0 else { throw mismatch("a division by zero", remedy: "look at the divisor before") }
      return .number(a / b)
    case (.string(let text), .string(let separator)): return .array(try parts(of: text, separator))
    default: throw unfit("divided", a, b)
    }
  }

  private func remainder(_ a: JSONValue, _ b: JSONValue) throws(ExpressionError) -> JSONValue {
    guard case .number(let a) = a, case .number(let b) = b else { throw unfit("divided", a, b) }
    guard a.magnitude < 0x1p63, b.magnitude < 0x1p63 else {
      throw differing("remainders of numbers beyond 64 bits", remedy: "use smaller numbers")
    }
    let divisor = Int64(b)
    guard divisor != 0 else { throw mismatch("a division by zero", remedy: "look at the divisor before") }
    return .number(Double(Int64(a) % divisor))
  }

  private func unfit(_ done: String, _ a: JSONValue, _ b: JSONValue) -> ExpressionError {
    mismatch(
      "\(described(a)) and \(described(b)) cannot be \(done)",
      remedy: "make them of one kind with 'tostring' or 'tonumber', or give a default: (… // 0)")
  }
}
