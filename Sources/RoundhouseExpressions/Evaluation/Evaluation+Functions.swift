internal import RoundhouseModel

// The functions that `Function` and `Function1` name.
extension Evaluation {
  func apply(_ function: Function, _ value: JSONValue) throws(ExpressionError) -> JSONValue {
    switch function {
    case .length: return .number(try length(value))
    case .utf8bytelength: return .number(Double(try string(value, "utf8bytelength").utf8.count))
    case .keys: return try keys(of: value, isSorted: true)
    case .keys_unsorted: return try keys(of: value, isSorted: false)
    case .type: return .string(value.typeName)
    case .not: return .bool(!value.isTrue)
    case .add:
      var sum = JSONValue.null
      for part in try parts(of: value) { try add(part, to: &sum) }
      return sum
    case .tostring: return .string(try text(value))
    case .tojson: return .string(try json(value))
    case .tonumber: return try number(value)
    case .fromjson: return try Self.value(of: .text(Array(try string(value, "fromjson").utf8)), self)
    case .to_entries: return try toEntries(value)
    case .from_entries: return try fromEntries(value)
    case .reverse: return try reversed(value)
    case .flatten: return try flattened(value, depth: -1)
    case .sort: return .array(try sorted(keys(value, "sort")).map(\.value))
    case .unique: return .array(try grouped(keys(value, "unique")).map { $0[0] })
    case .min: return try extreme(keys(value, "min"), isMinimum: true)
    case .max: return try extreme(keys(value, "max"), isMinimum: false)
    case .explode: return try exploded(value)
    case .implode: return try imploded(value)
    case .ascii_downcase: return try changed(value, "ascii_downcase", UInt8(ascii: "A")...UInt8(ascii: "Z"))
    case .ascii_upcase: return try changed(value, "ascii_upcase", UInt8(ascii: "a")...UInt8(ascii: "z"))
    case .csv: return try csv(value)
    case .base64: return .string(try base64(value))
    case .floor, .ceil, .round, .sqrt, .fabs, .trunc, .isnan, .isinfinite: return try reckoned(function, value)
    }
  }

  func apply(_ function: Function1, _ value: JSONValue, _ argument: JSONValue) throws(ExpressionError) -> JSONValue {
    switch function {
    case .has: return try has(value, argument)
    case .contains: return try .bool(contains(value, argument))
    case .startswith:
      return .bool(try string(value, "startswith").utf8.starts(with: string(argument, "startswith").utf8))
    case .endswith:
      return .bool(
        try string(value, "endswith").utf8.reversed().starts(with: string(argument, "endswith").utf8.reversed()))
    case .ltrimstr: return try trimmed(value, argument, isLeft: true)
    case .rtrimstr: return try trimmed(value, argument, isLeft: false)
    case .split: return .array(try parts(of: string(value, "split"), string(argument, "split")))
    case .join: return try joined(value, argument)
    case .flatten:
      guard case .number(let depth) = argument, depth >= 0 else {
        throw mismatch(
          "the depth of 'flatten' is a number from 0, not \(described(argument))", remedy: "write flatten(1)")
      }
      return try flattened(value, depth: depth)
    case .indices: return try indices(value, argument)
    case .index: return try entry(of: indices(value, argument), .number(0))
    case .rindex: return try entry(of: indices(value, argument), .number(-1))
    case .test: return try .bool(isMatch(current, value, argument))
    }
  }

  private func reckoned(_ function: Function, _ value: JSONValue) throws(ExpressionError) -> JSONValue {
    guard case .number(let number) = value else {
      if function == .isnan || function == .isinfinite {
        throw differing("'\(function.rawValue)' of \(described(value))", remedy: "select numbers before it")
      }
      throw mismatch(
        "'\(function.rawValue)' needs a number, not \(described(value))", remedy: "write tonumber before it")
    }
    switch function {
    case .floor: return .number(number.rounded(.down))
    case .ceil: return .number(number.rounded(.up))
    case .round: return .number(number.rounded(.toNearestOrAwayFromZero))
    case .trunc: return .number(number.rounded(.towardZero))
    case .sqrt: return .number(number.squareRoot())
    case .fabs: return .number(number.magnitude)
    case .isnan: return .bool(number.isNaN)
    case .isinfinite: return .bool(number.isInfinite)
    default: preconditionFailure("only functions of numbers come here")
    }
  }

  private func length(_ value: JSONValue) throws(ExpressionError) -> Double {
    switch value {
    case .null: return 0
    case .bool: throw mismatch("a boolean has no length", remedy: "ask something else for it")
    case .number(let number): return number.magnitude
    case .string(let text):
      try spend(text.utf8.count / 32)
      return Double(text.unicodeScalars.count)
    case .array(let elements): return Double(elements.count)
    case .object(let object): return Double(object.count)
    }
  }

  /// Each element as its own key.
  private func keys(
    _ value: JSONValue, _ name: String
  ) throws(ExpressionError) -> [(key: JSONValue, value: JSONValue)] {
    try elements(of: value, name).map { ($0, $0) }
  }

  private func reversed(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    switch value {
    case .array(let elements):
      try spend(elements.count)
      return .array(elements.reversed())
    case .string(let text) where !text.isEmpty:
      throw differing("reversing strings", remedy: "write: explode | reverse | implode")
    default:
      guard try length(value) == 0 else {
        throw mismatch("\(described(value)) cannot be reversed", remedy: "reverse arrays only")
      }
      return .array([])
    }
  }

  private func flattened(_ value: JSONValue, depth: Double) throws(ExpressionError) -> JSONValue {
    var flat: [JSONValue] = []
    try flatten(parts(of: value), depth, into: &flat)
    return .array(flat)
  }

  private func flatten(
    _ elements: [JSONValue], _ depth: Double, into flat: inout [JSONValue]
  ) throws(ExpressionError) {
    for element in elements {
      try spend(1)
      if depth != 0, case .array(let inner) = element {
        try flatten(inner, depth - 1, into: &flat)
      } else {
        flat.append(element)
      }
    }
  }

  private func contains(_ value: JSONValue, _ part: JSONValue) throws(ExpressionError) -> Bool {
    guard value.rank == part.rank else {
      throw mismatch(
        "\(described(value)) cannot contain \(described(part))", remedy: "compare values of one kind: (… // \"\")")
    }
    return try isWithin(part, value)
  }

  private func isWithin(_ part: JSONValue, _ whole: JSONValue) throws(ExpressionError) -> Bool {
    try spend(1)
    switch (whole, part) {
    case (.object(let whole), .object(let part)):
      for member in part.members {
        guard let value = whole[member.key], try isWithin(member.value, value) else { return false }
      }
      return true
    case (.array(let whole), .array(let part)):
      for element in part where try !isWithinAny(element, whole) { return false }
      return true
    case (.string(let whole), .string(let part)): return try !places(of: part, in: whole, isFirst: true).isEmpty
    default: return try isEqual(whole, part)
    }
  }

  private func isWithinAny(_ part: JSONValue, _ wholes: [JSONValue]) throws(ExpressionError) -> Bool {
    for whole in wholes where try isWithin(part, whole) { return true }
    return false
  }

  /// Where a value or a stretch of values stands in an array, or a text in a text.
  private func indices(_ value: JSONValue, _ wanted: JSONValue) throws(ExpressionError) -> JSONValue {
    switch (value, wanted) {
    case (.array(let elements), .array(let part)): return try places(of: part, in: elements)
    case (.array(let elements), _): return try places(of: [wanted], in: elements)
    case (.string(let text), .string(let part)):
      return .array(try characterPlaces(of: part, in: text).map { .number(Double($0)) })
    default: return try entry(of: value, wanted)
    }
  }

  func places(of part: [JSONValue], in elements: [JSONValue]) throws(ExpressionError) -> JSONValue {
    guard !part.isEmpty, part.count <= elements.count else { return .array([]) }
    var places: [JSONValue] = []
    for place in 0...(elements.count - part.count) {
      try spend(1)
      var isFound = true
      for offset in part.indices where isFound { isFound = try isEqual(elements[place + offset], part[offset]) }
      if isFound { places.append(.number(Double(place))) }
    }
    return .array(places)
  }
}
