// One parameter, and what a function returns.
extension ForeignReader {
  private static let parameterKeys = [
    "name", "type", "description", "direction", "pointer", "nullable", "value", "default", "passed", "lengthOf",
    "count",
    "capacity", "free", "borrowed", "hidden", "raw", "consumes", "within",
  ]

  mutating func parameter(_ node: JSONNode) -> ForeignParameter? {
    guard let object = ManifestObject(node, keys: Self.parameterKeys, &problems), let name = name(object),
      let type = type(object)
    else { return nil }
    var parameter = ForeignParameter(name: name, type: type)
    parameter.direction = object.choice("direction", &problems) ?? .in
    parameter.isPassed = object.bool("passed", &problems) ?? true
    parameter.isPointer = object.bool("pointer", &problems) ?? false
    parameter.isNullable = object.bool("nullable", &problems) ?? false
    parameter.isHidden = object.bool("hidden", &problems) ?? false
    parameter.isRaw = object.bool("raw", &problems) ?? false
    parameter.value = object["value"].map { Array($0.raw) }
    parameter.defaultValue = object["default"].map { Array($0.raw) }
    parameter.lengthOf = object.text("lengthOf", &problems) ?? ""
    parameter.count = size(object, "count")
    parameter.capacity = size(object, "capacity")
    parameter.free = symbol(object, "free") ?? ""
    parameter.isBorrowed = object.bool("borrowed", &problems) ?? false
    parameter.consumes = object.bool("consumes", &problems) ?? false
    parameter.within = object.text("within", &problems) ?? ""
    // Content that goes in and comes out needs at least the room of what goes in.
    if parameter.direction == .inOut, type.isBuffer, parameter.capacity == nil {
      parameter.capacity = ForeignSize(constant: 0)
    }
    return parameter
  }

  /// A number of elements: an integer, a parameter's name, or an object.
  private mutating func size(_ object: ManifestObject, _ key: String) -> ForeignSize? {
    guard let node = object[key] else { return nil }
    switch node.kind {
    case .number:
      return ManifestObject.integer(node, in: 0...1 << 30, &problems).map { ForeignSize(constant: $0) }
    case .string: return ForeignSize(parameter: node.string ?? "")
    default:
      guard let parts = object.object(key, keys: ["of", "sizeFrom", "times", "plus"], &problems),
        required(parts, "of", "a parameter's name", "\"data\"") != nil
      else { return nil }
      var size = ForeignSize(parameter: parts.text("of", &problems) ?? "")
      size.sizeFrom = symbol(parts, "sizeFrom") ?? ""
      size.times = parts.integer("times", in: 1...1 << 20, &problems) ?? 1
      size.plus = parts.integer("plus", in: 0...1 << 30, &problems) ?? 0
      return size
    }
  }

  mutating func returns(_ node: JSONNode) -> ForeignReturn {
    if node.string == "void" { return ForeignReturn() }
    if node.kind == .string { return ForeignReturn(type: type(node)) }
    let keys = [
      "type", "description", "name", "hidden", "pointer", "free", "count", "lengthOf", "within", "success", "error",
    ]
    guard let object = ManifestObject(node, keys: keys, &problems) else { return ForeignReturn() }
    var result = ForeignReturn(type: object["type"]?.string == "void" ? nil : type(object))
    if object["name"] != nil { result.name = name(object) ?? result.name }
    result.isPointer = object.bool("pointer", &problems) ?? false
    result.free = symbol(object, "free") ?? ""
    result.count = size(object, "count")
    result.lengthOf = object.text("lengthOf", &problems) ?? ""
    result.within = object.text("within", &problems) ?? ""
    result.success = success(object, result.type)
    result.error = error(object, result.type)
    let isSaid = result.success.equals.count == 1 && object["name"] == nil
    result.isHidden = object.bool("hidden", &problems) ?? isSaid
    return result
  }

  private mutating func success(_ object: ManifestObject, _ type: ForeignType?) -> ForeignSuccess {
    var rule = ForeignSuccess()
    let keys = ["equals", "notEquals", "min", "max", "notNull", "errno"]
    guard let node = object["success"], let parts = ManifestObject(node, keys: keys, &problems) else { return rule }
    rule.equals = numbers(parts["equals"], type)
    rule.notEquals = numbers(parts["notEquals"], type)
    rule.minimum = parts["min"].flatMap { number($0, type) }
    rule.maximum = parts["max"].flatMap { number($0, type) }
    rule.isNotNull = parts.bool("notNull", &problems) ?? false
    rule.isErrnoClear = parts.bool("errno", &problems) ?? false
    if !keys.contains(where: { parts[$0] != nil }) {
      problems.add(
        node, expected: "one of \(keys.joined(separator: ", "))",
        remedy: "write what success is, as in { \"equals\": 0 }")
    }
    if rule.isNotNull, !Self.isPointer(type, object["pointer"]?.bool == true) {
      problems.add(node, rule: "\"notNull\" needs a return that is a pointer", remedy: "use \"equals\" or \"min\"")
    }
    return rule
  }

  private static func isPointer(_ type: ForeignType?, _ isPointer: Bool) -> Bool {
    switch type {
    case .string, .bytes, .array, .pointer, .handle: true
    default: isPointer
    }
  }

  private mutating func error(_ object: ManifestObject, _ type: ForeignType?) -> ForeignErrorSource {
    var source = ForeignErrorSource()
    let keys = ["symbol", "argument", "through", "parameter", "errno", "retryable"]
    guard let node = object["error"], let parts = ManifestObject(node, keys: keys, &problems) else { return source }
    let kinds = ["symbol", "parameter", "errno"].filter { parts[$0] != nil }
    guard kinds.count == 1 || kinds.isEmpty && parts["retryable"] != nil else {
      problems.add(
        node, expected: "one of symbol, parameter, errno", found: kinds.isEmpty ? "none" : "several",
        remedy: kinds.isEmpty ? "say where the error's text comes from, as in { \"errno\": true }" : "keep one of them")
      return source
    }
    source.retryable = numbers(parts["retryable"], type)
    switch kinds.first {
    case "symbol":
      _ = required(parts, "argument", "what the function is given", "\"result\"")
      source.kind = .symbol(
        symbol(parts) ?? "", argument: parts.text("argument", &problems) ?? "", through: symbol(parts, "through") ?? "")
    case "parameter": source.kind = .parameter(parts.text("parameter", &problems) ?? "")
    case "errno": if parts.bool("errno", &problems) == true { source.kind = .errno }
    default: break
    }
    return source
  }

  /// One number, or several.
  private mutating func numbers(_ node: JSONNode?, _ type: ForeignType?) -> [Int64] {
    guard let node else { return [] }
    return (node.kind == .array ? Array(node.elements) : [node]).compactMap { number($0, type) }
  }

  /// An integer, a boolean's 0 or 1, or an enum's label.
  private mutating func number(_ node: JSONNode, _ type: ForeignType?) -> Int64? {
    switch type {
    case .enumeration(let name):
      let found = interface.enums.first { $0.name == name }
      if let value = node.int ?? node.string.flatMap({ found?.value(of: $0) }) { return value }
      problems.add(
        node, expected: "a label of the enum \(name)",
        remedy: Remedy.choice(node, of: found?.cases.map(\.label) ?? []))
    case .scalar(.bool):
      if let value = node.bool { return value ? 1 : 0 }
      problems.add(node, expected: "true or false", remedy: Remedy.bool(node))
    case .scalar(.f32), .scalar(.f64), nil, .structure, .string, .bytes, .array, .pointer, .handle:
      problems.add(node, rule: "a number needs a return that is an integer", remedy: "use \"errno\" or \"notNull\"")
    default:
      if let value = node.int { return value }
      problems.add(node, expected: "an integer", remedy: "write a whole number, as in 0")
    }
    return nil
  }
}
