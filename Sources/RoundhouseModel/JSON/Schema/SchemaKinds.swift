/// What `type` allows.
struct SchemaKinds: OptionSet, Sendable {
  let rawValue: UInt8

  static let integer = SchemaKinds(rawValue: 1 << 6)

  init(rawValue: UInt8) { self.rawValue = rawValue }
  init(_ kind: JSONKind) { rawValue = 1 << kind.rawValue }

  /// The words of the standard.
  static let names: [(name: String, kinds: SchemaKinds)] = [
    ("null", SchemaKinds(.null)), ("boolean", SchemaKinds(.bool)), ("number", SchemaKinds(.number)),
    ("integer", .integer), ("string", SchemaKinds(.string)), ("array", SchemaKinds(.array)),
    ("object", SchemaKinds(.object)),
  ]

  func allows(_ value: JSONNode) -> Bool {
    if contains(SchemaKinds(value.kind)) { return true }
    return contains(.integer) && value.kind == .number && JSONDecimal(value.raw).isInteger
  }
}

extension SchemaKinds: CustomStringConvertible {
  /// `a string or null`
  var description: String {
    var words = JSONKind.allCases.filter { contains(SchemaKinds($0)) }.map(\.description)
    if contains(.integer) { words.append("an integer") }
    return words.joined(separator: " or ")
  }
}
