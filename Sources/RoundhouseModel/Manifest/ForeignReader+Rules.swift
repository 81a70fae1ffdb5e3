// What parameters must be to one another. A signature that is wrong is memory that is wrong, so nothing is guessed.
extension ForeignReader {
  mutating func check(_ function: ForeignFunction, _ places: [JSONNode], _ object: ManifestObject) {
    for (parameter, node) in zip(function.parameters, places) {
      checkShape(parameter, node)
      checkBuffer(parameter, function, node)
      checkReferences(parameter, function, node)
      checkHandle(parameter, function, node)
    }
    checkReturn(function, object)
    checkRaw(function, places)
  }

  private mutating func checkShape(_ parameter: ForeignParameter, _ node: JSONNode) {
    switch parameter.type {
    case .inlineArray, .inlineString, .inlineBytes:
      problems.add(
        node, rule: "such a type can only lie within a struct", remedy: "write \"f64[]\", \"string\" or \"bytes\"")
    case .pointer where parameter.value == nil:
      problems.add(
        node, rule: "a pointer needs a fixed \"value\", for JSON has no pointers",
        remedy: "add \"value\": null, or declare a handle")
    default: break
    }
    let isAddressed: Bool =
      switch parameter.type {
      case .scalar, .enumeration, .structure: true
      default: false
      }
    if parameter.isPointer, !isAddressed || parameter.direction != .in {
      problems.add(
        node, rule: "\"pointer\" is for numbers, enums and structs that go in",
        remedy: "remove it: this one is a pointer anyway")
    }
    if parameter.isNullable, isAddressed && !parameter.isPointer || parameter.direction == .out {
      problems.add(
        node, rule: "\"nullable\" is for pointers that go in", remedy: "add \"pointer\": true, or a \"default\"")
    }
    if parameter.value != nil, parameter.defaultValue != nil || parameter.direction != .in {
      problems.add(
        node, rule: "a fixed \"value\" goes in and cannot change", remedy: "remove \"default\" and \"direction\"")
    }
    if parameter.defaultValue != nil, parameter.direction == .out {
      problems.add(node, rule: "an output has no \"default\"", remedy: "remove \"default\"")
    }
    if !parameter.isPassed, parameter.direction != .in || !isScalar(parameter.type) {
      problems.add(node, rule: "only a number that goes in can be kept from C", remedy: "remove \"passed\"")
    }
  }

  private mutating func checkBuffer(_ parameter: ForeignParameter, _ function: ForeignFunction, _ node: JSONNode) {
    let name = parameter.name
    guard parameter.type.isBuffer else {
      refuse(["capacity", "count", "free", "borrowed"], node, "for strings, bytes and arrays", "change the \"type\"")
      return
    }
    let isMeasured = parameter.type == .string || parameter.count != nil
    if parameter.direction == .in {
      if !isMeasured, parameter.value == nil || parameter.value != Array("null".utf8),
        !function.parameters.contains(where: { $0.lengthOf == name })
      {
        problems.add(
          node, rule: "C must be told where \"\(name)\" ends",
          remedy: "add a parameter with \"lengthOf\": \"\(name)\", or say its exact \"count\"")
      }
      refuse(["capacity", "free", "borrowed"], node, "for outputs", "add \"direction\": \"out\"")
      return
    }
    let ways = [parameter.capacity != nil, !parameter.free.isEmpty, parameter.isBorrowed].count { $0 }
    if ways != 1 {
      problems.add(
        node, rule: "it must be said who makes room for \"\(name)\"",
        remedy:
          "say one: \"capacity\" (the host), \"free\" (the library, freed by that), \"borrowed\": true (it keeps it)")
    } else if parameter.capacity == nil, !isMeasured, !tells(function, lengthOf: name) {
      problems.add(
        node, rule: "something must tell how long \"\(name)\" is",
        remedy: "add an out parameter with \"lengthOf\": \"\(name)\", or a \"count\"")
    }
    if parameter.direction == .inOut, parameter.isBorrowed || !parameter.free.isEmpty {
      problems.add(node, rule: "the library cannot replace a buffer that went in", remedy: "make it two parameters")
    }
  }

  private mutating func checkReferences(_ parameter: ForeignParameter, _ function: ForeignFunction, _ node: JSONNode) {
    if !parameter.lengthOf.isEmpty {
      let target = function.parameters.first { $0.name == parameter.lengthOf }
      let isReturn = function.returns.name == parameter.lengthOf && function.returns.type?.isBuffer == true
      if !isReturn && target?.type.isBuffer != true {
        problems.add(
          node["lengthOf"] ?? node, expected: "a string, bytes or array of the same function",
          remedy: "name one of its parameters")
      }
      if !isInteger(parameter.type) {
        problems.add(
          node["type"] ?? node, expected: "an integer type, because it carries a length",
          remedy: "write the one that C has there, as in \"size\" or \"i32\"")
      }
      let isTold = isReturn || target?.capacity == nil && target?.direction == .out
      if isTold, parameter.direction == .in {
        problems.add(
          node, rule: "the length is known only after the call",
          remedy: "add \"direction\": \"out\", or give the buffer a capacity")
      }
      if target?.direction == .in, parameter.direction != .in {
        problems.add(node, rule: "the length of what goes in goes in", remedy: "remove \"direction\"")
      }
    }
    for (key, size) in [("capacity", parameter.capacity), ("count", parameter.count)] {
      if let size { checkSize(size, function, node[key] ?? node, but: parameter.name) }
    }
  }

  private mutating func checkSize(
    _ size: ForeignSize, _ function: ForeignFunction, _ node: JSONNode, but name: String
  ) {
    guard !size.parameter.isEmpty else { return }
    let target = function.parameters.first { $0.name == size.parameter }
    let isKnown = target.map { $0.direction != .out && (isInteger($0.type) && $0.lengthOf.isEmpty || $0.type.isBuffer) }
    if isKnown != true || size.parameter == name {
      problems.add(
        node, expected: "an integer or a buffer that goes in", found: "\"\(size.parameter)\"",
        remedy: "name another parameter of the same function, or write a number")
    }
  }

  private mutating func checkHandle(_ parameter: ForeignParameter, _ function: ForeignFunction, _ node: JSONNode) {
    guard case .handle = parameter.type else {
      return refuse(["consumes", "within"], node, "for handles", "declare the type in \"handles\"")
    }
    if parameter.direction == .inOut {
      problems.add(node, rule: "a handle cannot go in and come out as another", remedy: "make it two parameters")
    }
    if parameter.consumes, parameter.direction != .in {
      problems.add(node, rule: "only a handle that goes in can be consumed", remedy: "remove \"consumes\"")
    }
    if parameter.value != nil && parameter.value != Array("null".utf8) || parameter.defaultValue != nil {
      problems.add(node, rule: "a handle has no fixed value", remedy: "remove the value, or add \"nullable\": true")
    }
    checkWithin(parameter.within, function, node, isNew: parameter.direction == .out)
  }

  private mutating func checkWithin(_ name: String, _ function: ForeignFunction, _ node: JSONNode, isNew: Bool) {
    guard !name.isEmpty else { return }
    let isHandle = function.parameters.contains { other in
      if case .handle = other.type { other.name == name && other.direction == .in && !other.consumes } else { false }
    }
    if !isHandle || !isNew {
      problems.add(
        node["within"] ?? node, expected: "a handle that goes in, for a handle that comes out",
        remedy: "name one of the function's handles")
    }
  }

  private mutating func checkReturn(_ function: ForeignFunction, _ object: ManifestObject) {
    guard let node = object["returns"] else { return }
    let rule = function.returns
    if function.parameters.contains(where: { $0.name == rule.name }), rule.type != nil {
      problems.add(
        node, expected: "a name of its own", found: "\"\(rule.name)\", which is a parameter's",
        remedy: "give the return another \"name\"")
    }
    switch rule.type {
    case .inlineArray, .inlineString, .inlineBytes:
      problems.add(node, rule: "C cannot return this", remedy: "write \"bytes\" with a \"count\"")
    case .bytes where rule.count == nil && !tells(function, lengthOf: rule.name) && !rule.isHidden,
      .array where rule.count == nil && !tells(function, lengthOf: rule.name) && !rule.isHidden:
      problems.add(
        node, rule: "something must tell how long \"\(rule.name)\" is",
        remedy: "add an out parameter with \"lengthOf\": \"\(rule.name)\", or a \"count\"")
    case .handle: checkWithin(rule.within, function, node, isNew: true)
    default: break
    }
    if let count = rule.count { checkSize(count, function, node["count"] ?? node, but: rule.name) }
    if !rule.lengthOf.isEmpty {
      let isOutput = function.parameters.contains {
        $0.name == rule.lengthOf && $0.direction != .in && $0.type.isBuffer
      }
      if !isOutput || !isInteger(rule.type) {
        problems.add(
          node["lengthOf"] ?? node, expected: "an output buffer, and an integer to return",
          remedy: "name one of the function's outputs")
      }
    }
    if case .structure = rule.type {
    } else if rule.isPointer {
      problems.add(
        node, rule: "\"pointer\" is for structs that are returned by their address", remedy: "remove \"pointer\"")
    }
    checkError(rule.error.kind, function, node["error"] ?? node)
  }

  private mutating func checkError(_ kind: ForeignErrorSource.Kind, _ function: ForeignFunction, _ node: JSONNode) {
    switch kind {
    case .parameter(let name):
      if !function.parameters.contains(where: { $0.name == name && $0.type == .string && $0.direction == .out }) {
        problems.add(
          node, expected: "an output of type string, by its name", found: "\"\(name)\"",
          remedy: "name such a parameter of the function")
      }
    case .symbol(_, let argument, _):
      let type =
        argument == function.returns.name
        ? function.returns.type : function.parameters.first { $0.name == argument }?.type
      if !isWord(type) {
        problems.add(
          node["argument"] ?? node, expected: "an integer, an enum, a handle or the return",
          found: "\"\(argument)\"", remedy: "write \"\(function.returns.name)\", or name such a parameter")
      }
    case .none, .errno: break
    }
  }

  private mutating func checkRaw(_ function: ForeignFunction, _ places: [JSONNode]) {
    for (parameter, node) in zip(function.parameters, places) where parameter.isRaw {
      let results = function.parameters.count { $0.isResult }
      let isAlone = results == 1 && (function.returns.type == nil || function.returns.isHidden)
      if parameter.type != .bytes || !parameter.isResult || !isAlone {
        problems.add(
          node["raw"] ?? node, rule: "only the one and only output, of type bytes, can be raw",
          remedy: "remove \"raw\", or hide the other outputs")
      }
    }
  }

  /// Refuses keys that mean nothing for such a parameter.
  private mutating func refuse(_ keys: [String], _ node: JSONNode, _ purpose: String, _ otherwise: String) {
    for key in keys {
      guard let value = node[key], value.bool != false else { continue }
      problems.add(value, rule: "\"\(key)\" is \(purpose)", remedy: "remove it, or \(otherwise)")
    }
  }

  /// Whether something says after the call how long a buffer is.
  private func tells(_ function: ForeignFunction, lengthOf name: String) -> Bool {
    function.returns.lengthOf == name && function.returns.type != nil
      || function.parameters.contains { $0.lengthOf == name && $0.direction != .in }
  }

  private func isScalar(_ type: ForeignType) -> Bool { if case .scalar = type { true } else { false } }

  private func isInteger(_ type: ForeignType?) -> Bool {
    if case .scalar(let scalar) = type { scalar.isInteger } else { false }
  }

  private func isWord(_ type: ForeignType?) -> Bool {
    switch type {
    case .enumeration, .handle, .pointer: true
    default: isInteger(type)
    }
  }
}
