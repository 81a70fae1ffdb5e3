/// Turns the JSON text of a schema into its rules. Each schema in the text is prepared once, in a queue instead of a
/// recursion, so that references may form circles.
struct SchemaCompiler {
  let root: JSONNode
  var subschemas: [Subschema] = []
  private var pending: [(node: JSONNode, place: Int)] = []
  private var places: [Int: Int] = [:]

  init(root: JSONNode) { self.root = root }

  mutating func compile() throws(JSONSchemaError) -> [Subschema] {
    if let duplicate = root.duplicateKeys().first {
      throw JSONSchemaError(
        duplicate.key, path: duplicate.value.path, "expected each key once, found this one for the second time",
        remedy: "remove one of the two")
    }
    _ = place(of: root)
    while let (node, place) = pending.popLast() { subschemas[place] = try subschema(node) }
    return subschemas
  }

  /// The place in the list where a schema is, or will be.
  mutating func place(of node: JSONNode) -> Int {
    if let place = places[node.index] { return place }
    let place = subschemas.count
    places[node.index] = place
    subschemas.append(Subschema())
    pending.append((node, place))
    return place
  }

  private mutating func subschema(_ node: JSONNode) throws(JSONSchemaError) -> Subschema {
    if let isAnything = node.bool { return Subschema(rules: isAnything ? [] : [.never]) }
    guard node.kind == .object else {
      throw JSONSchemaError(
        node, "expected a schema (an object, true or false), found \(node.kind)", remedy: "write { } for whatever comes"
      )
    }
    for member in node.keyedMembers { try checkKeyword(member) }
    var schema = Subschema()
    for keyword in Self.checked {
      if let value = node[keyword], let rule = try rule(keyword, value, of: node) { schema.rules.append(rule) }
    }
    return schema
  }

  private mutating func checkKeyword(_ member: JSONMember) throws(JSONSchemaError) {
    let name = member.name
    if Self.checked.contains(name) || Self.annotations.contains(name) || name.hasPrefix("x-") { return }
    if name == "$defs" {
      for definition in try members(member.value) { _ = place(of: definition.value) }
      return
    }
    let nearest = Spelling.nearest(to: name, among: Self.checked + Self.annotations)
    if Self.known.contains(name) {
      throw JSONSchemaError(
        member.key, path: member.value.path, "the keyword \"\(name)\" is not among those that Roundhouse checks",
        remedy: "leave it out")
    }
    throw JSONSchemaError(
      member.key, path: member.value.path, "expected a known keyword, found \"\(name.prefix(64))\"",
      remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "leave it out, or let it begin with \"x-\"")
  }

  /// In the order of checking: cheap ones and those with the clearest messages first.
  static let checked = [
    "type", "const", "enum", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "minLength",
    "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "required", "properties",
    "additionalProperties", "prefixItems", "items", "$ref", "allOf", "anyOf", "oneOf", "not",
  ]
  static let annotations = [
    "$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly",
    "format", "contentEncoding", "contentMediaType",
  ]
  /// Keywords of the standard that are refused.
  private static let known = [
    "pattern", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas", "dependencies", "if",
    "then", "else", "contains", "minContains", "maxContains", "unevaluatedItems", "unevaluatedProperties",
    "contentSchema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$vocabulary", "definitions",
    "additionalItems", "id",
  ]
}
