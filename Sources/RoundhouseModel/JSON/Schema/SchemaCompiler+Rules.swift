// One keyword each.
extension SchemaCompiler {
  /// The rule of a keyword; nil if another keyword's rule takes care of it.
  mutating func rule(_ keyword: String, _ value: JSONNode, of schema: JSONNode) throws(JSONSchemaError)
    -> Subschema.Rule?
  {
    switch keyword {
    case "type": return .kinds(try kinds(value))
    case "const": return .values([value.canonical], shown: Self.shown([value]))
    case "enum": return try enumeration(value)
    case "minimum", "exclusiveMinimum":
      return .atLeast(
        try number(value), isExclusive: keyword == "exclusiveMinimum", shown: Self.shown([value]))
    case "maximum", "exclusiveMaximum":
      return .atMost(
        try number(value), isExclusive: keyword == "exclusiveMaximum", shown: Self.shown([value]))
    case "multipleOf": return try multiple(value)
    case "minLength": return .length(try count(value)...Int.max)
    case "maxLength": return .length(0...(try count(value)))
    case "minItems": return .elementCount(try count(value)...Int.max)
    case "maxItems": return .elementCount(0...(try count(value)))
    case "minProperties": return .memberCount(try count(value)...Int.max)
    case "maxProperties": return .memberCount(0...(try count(value)))
    case "uniqueItems":
      guard let isOn = value.bool else {
        throw JSONSchemaError(value, "expected true or false, found \(value.kind)", remedy: Remedy.bool(value))
      }
      return isOn ? .uniqueElements : nil
    case "required": return .required(try strings(value))
    case "properties": return try memberRule(value, others: schema["additionalProperties"])
    case "additionalProperties": return schema["properties"] == nil ? .members([:], others: place(of: value)) : nil
    case "prefixItems": return .elements(try schemas(value), others: schema["items"].map { place(of: $0) })
    case "items": return schema["prefixItems"] == nil ? .elements([], others: place(of: value)) : nil
    case "$ref": return .all([try target(value)])
    case "allOf": return .all(try schemas(value))
    case "anyOf": return .any(try schemas(value))
    case "oneOf": return .one(try schemas(value))
    case "not": return .not(place(of: value))
    default: return nil
    }
  }

  /// The members of what must be an object.
  func members(_ value: JSONNode) throws(JSONSchemaError) -> [JSONMember] {
    guard value.kind == .object else {
      throw JSONSchemaError(
        value, "expected an object, found \(value.kind)",
        remedy: "write a schema for each name, as in { \"size\": { \"type\": \"integer\" } }")
    }
    return value.keyedMembers
  }

  private mutating func memberRule(_ value: JSONNode, others: JSONNode?) throws(JSONSchemaError) -> Subschema.Rule {
    var places: [ArraySlice<UInt8>: Int] = [:]
    for member in try members(value) { places[member.key.utf8 ?? []] = place(of: member.value) }
    return .members(places, others: others.map { place(of: $0) })
  }

  private mutating func schemas(_ value: JSONNode) throws(JSONSchemaError) -> [Int] {
    guard value.kind == .array, value.count > 0 else {
      throw JSONSchemaError(
        value, "expected an array of at least one schema, found \(ManifestProblems.summary(value))",
        remedy: "write [{ … }]")
    }
    return value.elements.map { place(of: $0) }
  }

  private mutating func target(_ value: JSONNode) throws(JSONSchemaError) -> Int {
    guard let text = value.string else {
      throw JSONSchemaError(
        value, "expected a string, found \(value.kind)", remedy: "write a reference such as \"#/$defs/name\"")
    }
    guard text.hasPrefix("#") else {
      throw JSONSchemaError(
        value, "a reference must stay within the schema: it begins with \"#\"",
        remedy: "put that schema under \"$defs\" here and write \"#/$defs/name\"")
    }
    guard let target = root.at(pointer: String(text.dropFirst())) else {
      throw JSONSchemaError(
        value, "there is nothing at \"\(text.prefix(128))\"",
        remedy: "declare it under \"$defs\", or correct the reference")
    }
    return place(of: target)
  }

  private func kinds(_ value: JSONNode) throws(JSONSchemaError) -> SchemaKinds {
    var kinds: SchemaKinds = []
    for name in value.kind == .array ? try strings(value) : [value.string ?? ""] {
      guard let kind = SchemaKinds.names.first(where: { $0.name == name }) else {
        let names = SchemaKinds.names.map { "\"\($0.name)\"" }.joined(separator: ", ")
        throw JSONSchemaError(
          value, "expected one of \(names), found \(ManifestProblems.summary(value))",
          remedy: Self.remedy(forKind: name))
      }
      kinds.formUnion(kind.kinds)
    }
    guard !kinds.isEmpty else {
      throw JSONSchemaError(value, "expected at least one type, found none", remedy: "write one, as in \"string\"")
    }
    return kinds
  }

  private static func remedy(forKind name: String) -> String {
    let others = [
      "int": "integer", "uint": "integer", "long": "integer", "float": "number", "double": "number", "bool": "boolean",
      "text": "string", "str": "string", "list": "array", "map": "object", "dict": "object", "none": "null",
    ]
    let name = name.lowercased()
    if let meant = others[name] { return "write \"\(meant)\"" }
    let nearest = Spelling.nearest(to: name, among: SchemaKinds.names.map(\.name))
    return nearest.map { "did you mean \"\($0)\"?" } ?? "choose one of them, such as \"string\""
  }

  private func enumeration(_ value: JSONNode) throws(JSONSchemaError) -> Subschema.Rule {
    guard value.kind == .array, value.count > 0 else {
      throw JSONSchemaError(
        value, "expected an array of at least one value, found \(ManifestProblems.summary(value))",
        remedy: "list the values that are allowed, as in [\"small\", \"large\"]")
    }
    return .values(Set(value.elements.map(\.canonical)), shown: Self.shown(Array(value.elements)))
  }

  private func number(_ value: JSONNode) throws(JSONSchemaError) -> JSONDecimal {
    guard value.kind == .number else {
      throw JSONSchemaError(value, "expected a number, found \(value.kind)", remedy: "write a number, as in 1")
    }
    return JSONDecimal(value.raw)
  }

  private func multiple(_ value: JSONNode) throws(JSONSchemaError) -> Subschema.Rule {
    let divisor = try number(value)
    guard JSONDecimal(JSONDecimal.zeroText) < divisor, divisor.digits.count <= 18 else {
      throw JSONSchemaError(value, "expected a number above 0 of at most 18 digits", remedy: "write one, as in 0.01")
    }
    return .multiple(of: divisor, shown: Self.shown([value]))
  }

  private func count(_ value: JSONNode) throws(JSONSchemaError) -> Int {
    guard let count = value.uint, count < Int32.max else {
      throw JSONSchemaError(
        value, "expected a whole number that is not negative, found \(ManifestProblems.summary(value))",
        remedy: "write a number, as in 1")
    }
    return Int(count)
  }

  private func strings(_ value: JSONNode) throws(JSONSchemaError) -> [String] {
    guard value.kind == .array else {
      throw JSONSchemaError(
        value, "expected an array of strings, found \(value.kind)", remedy: "write names in [ ], as in [\"text\"]")
    }
    var strings: [String] = []
    for element in value.elements {
      guard let string = element.string else {
        throw JSONSchemaError(element, "expected a string, found \(element.kind)", remedy: "put it in quotes")
      }
      strings.append(string)
    }
    return strings
  }

  /// Up to eight values as a message lists them.
  private static func shown(_ values: [JSONNode]) -> String {
    let list = values.prefix(8).map { String(decoding: $0.raw.prefix(48), as: UTF8.self) }.joined(separator: ", ")
    return values.count == 1 ? list : "one of \(list)\(values.count > 8 ? ", …" : "")"
  }
}
