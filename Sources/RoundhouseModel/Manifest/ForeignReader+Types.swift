// The tables of types.
extension ForeignReader {
  mutating func readStructs() {
    table("structs", keys: ["description", "fields"]) { reader, name, object in
      let example = "[{ \"name\": \"x\", \"type\": \"f64\" }]"
      guard reader.required(object, "fields", "an array of fields", example) != nil else { return }
      var list: [ForeignStruct.Field] = []
      for node in object.array("fields", of: "fields", count: 1...256, &reader.problems) ?? [] {
        guard let field = reader.field(node) else { continue }
        if list.contains(where: { $0.name == field.name }) {
          reader.problems.add(
            node, expected: "a name of its own", found: "\"\(field.name)\", which is another field's",
            remedy: "rename one")
        }
        list.append(field)
      }
      reader.interface.structs.append(ForeignStruct(name: name, fields: list))
      reader.refuseCircle(name, object.node)
    }
  }

  private mutating func field(_ node: JSONNode) -> ForeignStruct.Field? {
    guard let object = ManifestObject(node, keys: ["name", "type", "description"], &problems),
      let name = name(object), let type = type(object)
    else { return nil }
    switch type {
    case .bytes, .array, .handle:
      problems.add(
        object["type"] ?? node, rule: "a struct cannot hold this",
        remedy: "use numbers, strings, enums, structs, or inline arrays such as f64[3], string[32], bytes[16]")
    default: break
    }
    return ForeignStruct.Field(name: name, type: type)
  }

  /// Refuses a struct that contains itself, as soon as the last of the circle is read.
  private mutating func refuseCircle(_ name: String, _ node: JSONNode) {
    var seen: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      for field in interface.structs.first(where: { $0.name == next })?.fields ?? [] {
        guard case .structure(let inner) = field.type else { continue }
        if inner == name {
          return problems.add(
            node, rule: "a struct cannot contain itself, as \"\(name)\" does",
            remedy: "take one of the fields out, or make it a \"pointer\"")
        }
        if seen.insert(inner).inserted { open.append(inner) }
      }
    }
  }

  mutating func readEnums() {
    table("enums", keys: ["description", "type", "values"]) { reader, name, object in
      var result = ForeignEnum(name: name, cases: [])
      if let type = object["type"] {
        let scalar = type.string.flatMap(ForeignScalar.init(rawValue:))
        if let scalar, scalar.isInteger {
          result.type = scalar
        } else {
          reader.problems.add(
            type, expected: "an integer type such as \"i32\"", remedy: "choose one of i8 to i64 and u8 to u64")
        }
      }
      let example = "{ \"fast\": 1, \"best\": 9 }"
      if let values = reader.required(object, "values", "an object of labels and integers", example) {
        result.cases = reader.cases(values, result.type)
      }
      reader.interface.enums.append(result)
    }
  }

  private mutating func cases(_ node: JSONNode, _ type: ForeignScalar) -> [ForeignEnum.Case] {
    guard node.kind == .object, 1...1024 ~= node.count else {
      problems.add(
        node, expected: "an object of 1 to 1024 labels and integers",
        remedy: "write each label with its number, as in { \"fast\": 1, \"best\": 9 }")
      return []
    }
    var cases: [ForeignEnum.Case] = []
    for member in node.keyedMembers {
      guard let value = member.value.int, type.range?.contains(value) == true else {
        problems.add(
          member.value, expected: "an integer that fits \(type.rawValue)",
          remedy: "write such a number, or choose another \"type\"")
        continue
      }
      cases.append(ForeignEnum.Case(label: member.name, value: value))
    }
    return cases
  }

  mutating func readHandles() {
    table("handles", keys: ["description", "destroy", "threadSafe", "prepare"]) { reader, name, object in
      var handle = ForeignHandle(name: name)
      handle.destroy = reader.symbol(object, "destroy") ?? ""
      handle.isThreadSafe = object.bool("threadSafe", &reader.problems) ?? false
      for node in object.array("prepare", of: "calls", count: 0...16, &reader.problems) ?? [] {
        if let preparation = reader.preparation(node) { handle.preparations.append(preparation) }
      }
      reader.interface.handles.append(handle)
    }
  }

  private mutating func preparation(_ node: JSONNode) -> ForeignHandle.Preparation? {
    guard let object = ManifestObject(node, keys: ["symbol", "arguments", "description"], &problems),
      required(object, "symbol", "the name of a C function", "\"sqlite3_limit\"") != nil, let symbol = symbol(object)
    else { return nil }
    var arguments: [Int64] = []
    for node in object.array("arguments", of: "integers", count: 0...3, &problems) ?? [] {
      if let value = node.int {
        arguments.append(value)
      } else {
        problems.add(node, expected: "an integer", remedy: "write a whole number, as in 0")
      }
    }
    return ForeignHandle.Preparation(symbol: symbol, arguments: arguments)
  }
}

// Small parts that occur everywhere.
extension ForeignReader {
  /// A value that must be there.
  mutating func required(_ object: ManifestObject, _ key: String, _ expected: String, _ example: String) -> JSONNode? {
    if let node = object[key] { return node }
    problems.addMissing(key, in: object.node, expected: expected, remedy: "add \"\(key)\": \(example)")
    return nil
  }

  /// A JSON key for a parameter, a field or a return.
  mutating func name(_ object: ManifestObject) -> String? {
    guard required(object, "name", "the key in JSON", "\"size\"") != nil else { return nil }
    return object.text("name", .jsonKey, &problems)
  }

  mutating func type(_ object: ManifestObject) -> ForeignType? {
    guard let node = required(object, "type", "a type", "\"f64\"") else { return nil }
    return type(node)
  }

  mutating func type(_ node: JSONNode) -> ForeignType? {
    if let type = node.string.flatMap({ names.type($0) }) { return type }
    problems.add(
      node, expected: "a type", remedy: node.string.map { names.remedy(for: $0) } ?? "write its name, as in \"f64\"")
    return nil
  }

  /// The name of a C function.
  mutating func symbol(_ object: ManifestObject, _ key: String = "symbol") -> String? {
    object.text(key, .symbol, &problems)
  }
}
