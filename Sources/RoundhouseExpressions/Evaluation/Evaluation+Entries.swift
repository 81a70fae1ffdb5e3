// What is asked of arrays, objects and strings by a key that was computed.
extension Evaluation {
  /// `value[key]`.
  func entry(of value: JSONValue, _ key: JSONValue) throws(ExpressionError) -> JSONValue {
    switch (value, key) {
    case (.object(let object), .string(let name)):
      try spend(name.utf8.count / 32)
      return object[name] ?? .null
    case (.array(let elements), .number(let number)):
      guard let place = try place(number) else { return .null }
      return Self.element(place, of: elements)
    case (.array(let elements), .array(let wanted)): return try places(of: wanted, in: elements)
    case (.null, .string), (.null, .number): return .null
    case (_, .object):
      throw failure(.unsupported, "an object is no key here", remedy: "write a slice as .[1:3]")
    default: throw noWay(described(key), into: value.typeName)
    }
  }

  /// A place in an array; nil for one that no array has.
  private func place(_ number: Double) throws(ExpressionError) -> Int? {
    guard number.rounded(.towardZero) == number else {
      throw differing("places that are no whole numbers", remedy: "round it: .[… | floor]")
    }
    return Int32(exactly: number).map(Int.init)
  }

  /// `value[from:to]`; strings are cut between characters (Unicode scalars).
  func slice(of value: JSONValue, from: JSONValue, to: JSONValue) throws(ExpressionError) -> JSONValue {
    switch value {
    case .null: return .null
    case .array(let elements):
      let range = try range(from, to, count: elements.count)
      try spend(range.count)
      return .array(Array(elements[range]))
    case .string(let text):
      let scalars = Array(text.unicodeScalars)
      try spend(text: text.utf8.count)
      let range = try range(from, to, count: scalars.count)
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[range])
      return .string(String(part))
    default: throw noWay("a slice", into: value.typeName)
    }
  }

  /// Fractions are rounded outwards.
  private func range(_ from: JSONValue, _ to: JSONValue, count: Int) throws(ExpressionError) -> Range<Int> {
    let start = try bound(from, else: 0, count)
    let end = try bound(to, else: Double(count), count)
    return Int(start)..<max(Int(start), Int(max(start, end).rounded(.up)))
  }

  private func bound(_ value: JSONValue, else other: Double, _ count: Int) throws(ExpressionError) -> Double {
    switch value {
    case .null: return other
    case .number(let number) where !number.isNaN:
      return min(max(number < 0 ? number + Double(count) : number, 0), Double(count))
    default: throw mismatch("the ends of a slice are numbers, not \(described(value))", remedy: "write .[1:3]")
    }
  }

  /// `keys_unsorted`, `keys`.
  func keys(of value: JSONValue, isSorted: Bool) throws(ExpressionError) -> JSONValue {
    switch value {
    case .array(let elements):
      try spend(elements.count)
      return .array(elements.indices.map { .number(Double($0)) })
    case .object(let object):
      try spend(object.count)
      return .array((isSorted ? object.sorted : object.members).map { .string($0.key) })
    default: throw mismatch("\(described(value)) has no keys", remedy: "ask arrays and objects only")
    }
  }

  func has(_ value: JSONValue, _ key: JSONValue) throws(ExpressionError) -> JSONValue {
    switch (value, key) {
    case (.null, _): return .bool(false)
    case (.object(let object), .string(let name)):
      try spend(name.utf8.count / 32)
      return .bool(object[name] != nil)
    case (.array(let elements), .number(let number)):
      return .bool(try place(number).map(elements.indices.contains) ?? false)
    default:
      throw mismatch(
        "\(described(value)) cannot be asked for the key \(described(key))",
        remedy: "ask objects for strings and arrays for numbers")
    }
  }

  /// What `.[]` goes through.
  func parts(of value: JSONValue) throws(ExpressionError) -> [JSONValue] {
    switch value {
    case .array(let elements):
      try spend(elements.count)
      return elements
    case .object(let object):
      try spend(object.count)
      return object.members.map(\.value)
    default:
      throw mismatch(
        "only arrays and objects have parts to go through, not \(described(value))", remedy: "give a default: (… // [])"
      )
    }
  }

  func toEntries(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    guard case .array(let keys) = try keys(of: value, isSorted: false) else { return .null }
    return .array(
      zip(keys, try parts(of: value)).map { key, value in
        var entry = JSONObject()
        entry["key"] = key
        entry["value"] = value
        return .object(entry)
      })
  }

  /// Takes `key`, `Key`, `name` or `Name`, the first that is true, and `value` or `Value`.
  func fromEntries(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    var object = JSONObject()
    for entry in try parts(of: value) {
      guard case .object(let entry) = entry else {
        throw mismatch("an entry must be an object, not \(described(entry))", remedy: "make it {key: …, value: …}")
      }
      let key = ["key", "Key", "name", "Name"].lazy.compactMap { entry[$0] }.first(where: \.isTrue)
      guard case .string(let name) = key else {
        throw mismatch(
          "the key of an entry must be a string, not \(described(key ?? .null))", remedy: "make it one with 'tostring'")
      }
      object[name] = entry["value"] ?? entry["Value"] ?? .null
    }
    return .object(object)
  }

  /// The first result for each element. An element for which there is none is taken away from an object.
  func mapValues(_ node: NodeID, _ value: JSONValue, _ body: NodeID) throws(ExpressionError) -> JSONValue {
    current = node
    switch value {
    case .array(var elements):
      for (place, element) in elements.enumerated() {
        try spend(1)
        guard let result = try first(body, element) else {
          current = node
          throw differing("'map_values' with no result for an element", remedy: "write map(…), which leaves it out")
        }
        elements[place] = result
      }
      return .array(elements)
    case .object(let members):
      var object = JSONObject(capacity: members.count)
      for member in members.members {
        try spend(1)
        if let result = try first(body, member.value) { object[member.key] = result }
      }
      return .object(object)
    default: throw mismatch("\(described(value)) has no values to map", remedy: "give a default: (… // {})")
    }
  }

  private func first(_ node: NodeID, _ input: JSONValue) throws(ExpressionError) -> JSONValue? {
    if program.nodes[node].isSingle { return try value(node, input) }
    var first: JSONValue?
    _ = try each(node, input) { (value) throws(ExpressionError) in
      first = value
      return false
    }
    return first
  }

  /// `sort_by` and the like: the key of an element is the array of all results for it.
  func keyed(
    _ node: NodeID, _ function: KeyedFunction, _ value: JSONValue, _ key: NodeID
  ) throws(ExpressionError) -> JSONValue {
    current = node
    let elements = try elements(of: value, function.rawValue)
    var items: [(key: JSONValue, value: JSONValue)] = []
    for element in elements { items.append((.array(try collected(key, element)), element)) }
    current = node
    switch function {
    case .sort_by: return .array(try sorted(items).map(\.value))
    case .group_by: return .array(try grouped(items).map { .array($0) })
    case .unique_by: return .array(try grouped(items).map { $0[0] })
    case .min_by: return try extreme(items, isMinimum: true)
    case .max_by: return try extreme(items, isMinimum: false)
    }
  }

  func elements(of value: JSONValue, _ name: String) throws(ExpressionError) -> [JSONValue] {
    guard case .array(let elements) = value else {
      throw mismatch("'\(name)' needs an array, not \(described(value))", remedy: "collect in one: [.[]]")
    }
    try spend(elements.count)
    return elements
  }
}
