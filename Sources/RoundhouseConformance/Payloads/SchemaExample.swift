internal import RoundhouseModel

/// Makes values that satisfy a JSON Schema, of the keywords that a manifest may use.
struct SchemaExample {
  private let root: JSONNode
  private var json = JSONWriter()
  /// Schemas may refer to themselves; below this depth only what is required is made.
  private static let maximumDepth = 8

  /// A payload for a capability: an example of its input schema, `{}` if it has none.
  static func payload(for capability: Capability, _ numbers: inout SeededNumbers) -> [UInt8] {
    value(of: capability.input, &numbers) ?? Array("{}".utf8)
  }

  /// A value that satisfies the schema; nil if none was found, or the text is no schema.
  static func value(of schema: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8]? {
    guard let document = try? JSONDocument(parsing: schema), let rules = try? JSONSchema(parsing: schema) else {
      return nil
    }
    // Drawn again where chance missed a rule that is checked but not aimed at, such as `not` or `multipleOf`.
    for _ in 0..<32 {
      var example = SchemaExample(root: document.root)
      example.write(document.root, depth: 0, &numbers)
      let bytes = example.json.bytes
      if let value = try? JSONDocument(parsing: bytes), rules.validate(value.root).isEmpty { return bytes }
    }
    return nil
  }

  private init(root: JSONNode) { self.root = root }

  private mutating func write(_ schema: JSONNode, depth: Int, _ numbers: inout SeededNumbers) {
    guard depth <= Self.maximumDepth * 2 else { return json.null() }
    if let fixed = fixed(schema, &numbers) { return json.raw(fixed) }
    if let other = elsewhere(schema, &numbers) { return write(other, depth: depth + 1, &numbers) }
    switch kind(schema, &numbers) {
    case "object": writeObject(schema, depth, &numbers)
    case "array": writeArray(schema, depth, &numbers)
    case "string": json.string(text(schema, &numbers))
    case "integer": json.int(integer(schema, &numbers))
    case "number": json.double(number(schema, &numbers))
    case "boolean": json.bool(numbers.oneIn(2))
    default: json.null()
    }
  }

  /// A value that the schema itself tells.
  private func fixed(_ schema: JSONNode, _ numbers: inout SeededNumbers) -> ArraySlice<UInt8>? {
    if let only = schema["const"] { return only.raw }
    for key in ["enum", "examples"] {
      guard let list = schema[key], list.count > 0 else { continue }
      return list[numbers.below(list.count)]?.raw
    }
    return numbers.oneIn(2) ? schema["default"]?.raw : nil
  }

  /// The schema that stands for this one.
  private func elsewhere(_ schema: JSONNode, _ numbers: inout SeededNumbers) -> JSONNode? {
    if let reference = schema["$ref"]?.string, reference.hasPrefix("#") {
      return root.at(pointer: String(reference.dropFirst()))
    }
    for key in ["anyOf", "oneOf", "allOf"] {
      guard let list = schema[key], list.count > 0, schema["type"] == nil else { continue }
      return list[numbers.below(list.count)]
    }
    return nil
  }

  private func kind(_ schema: JSONNode, _ numbers: inout SeededNumbers) -> String {
    if let kinds = schema["type"], kinds.kind == .array {
      return kinds[numbers.below(kinds.count)]?.string ?? "null"
    }
    if let kind = schema["type"]?.string { return kind }
    if schema["properties"] != nil || schema["required"] != nil { return "object" }
    if schema["items"] != nil || schema["prefixItems"] != nil { return "array" }
    if schema["minLength"] != nil || schema["maxLength"] != nil { return "string" }
    return schema["minimum"] != nil || schema["maximum"] != nil ? "number" : "object"
  }

  private mutating func writeObject(_ schema: JSONNode, _ depth: Int, _ numbers: inout SeededNumbers) {
    let required = Set((schema["required"]?.elements).map { $0.compactMap(\.string) } ?? [])
    json.beginObject()
    var written: Set<String> = []
    if let properties = schema["properties"] {
      for member in properties.members {
        let isWanted = required.contains(member.key) || depth < Self.maximumDepth && numbers.oneIn(2)
        guard isWanted, written.insert(member.key).inserted else { continue }
        json.key(member.key)
        write(member.value, depth: depth + 1, &numbers)
      }
    }
    for key in required.sorted() where !written.contains(key) { json.member(key, "some text") }
    json.endObject()
  }

  private mutating func writeArray(_ schema: JSONNode, _ depth: Int, _ numbers: inout SeededNumbers) {
    let least = Int(schema["minItems"]?.int ?? 0)
    let most = Int(schema["maxItems"]?.int ?? Int64(least + 3))
    json.beginArray()
    for place in 0..<(least + numbers.below(max(1, min(most, least + 3) - least + 1))) {
      if let item = schema["prefixItems"]?[place] ?? schema["items"] {
        write(item, depth: depth + 1, &numbers)
      } else {
        json.int(Int64(place))
      }
    }
    json.endArray()
  }
}

// Scalars within their bounds.
extension SchemaExample {
  private static let letters = Array("abcdefghij klmnopqrst 0123456789 äß€😀".unicodeScalars)

  private func text(_ schema: JSONNode, _ numbers: inout SeededNumbers) -> String {
    let least = Int(schema["minLength"]?.int ?? 0)
    let most = Int(schema["maxLength"]?.int ?? Int64(least + 24))
    let count = min(most, least + numbers.below(min(most - least, 24) + 1))
    var text = String.UnicodeScalarView()
    for _ in 0..<max(count, 0) { text.append(Self.letters[numbers.below(Self.letters.count)]) }
    return String(text)
  }

  private func integer(_ schema: JSONNode, _ numbers: inout SeededNumbers) -> Int64 {
    let (low, high) = bounds(schema)
    let (least, most) = (Int64(max(low, -0x1p53).rounded(.up)), Int64(min(high, 0x1p53).rounded(.down)))
    guard least <= most else { return least }
    return numbers.oneIn(4) ? least : Int64.random(in: least...most, using: &numbers)
  }

  private func number(_ schema: JSONNode, _ numbers: inout SeededNumbers) -> Double {
    let (low, high) = bounds(schema)
    return low <= high ? Double.random(in: low...high, using: &numbers) : low
  }

  private func bounds(_ schema: JSONNode) -> (Double, Double) {
    let low = schema["minimum"]?.double ?? schema["exclusiveMinimum"]?.double.map { $0 + 1 }
    let high = schema["maximum"]?.double ?? schema["exclusiveMaximum"]?.double.map { $0 - 1 }
    return (low ?? min(0, (high ?? 1_000) - 1_000), high ?? max(1_000, (low ?? 0) + 1_000))
  }
}
