// Nodes with one result.
extension Evaluation {
  /// The result of a node that has exactly one.
  /// - Parameter input: what `.` is there, if that is not the document.
  func value(_ node: NodeID, _ input: JSONValue) throws(ExpressionError) -> JSONValue {
    try spend(1)
    current = node
    switch program.nodes[node].operation {
    case .identity: return input
    case .constant(let place): return program.constants[place]
    case .document(let number, let path): return try document(number, path) ?? .null
    case .variable(let slot): return slots[slot]
    case .path(let base, let path):
      let value = try value(base, input)
      current = node
      return try follow(path, from: value) ?? .null
    case .pipe(let first, let second): return try value(second, value(first, input))
    case .binary(let binary, let left, let right):
      let right = try value(right, input)
      let left = try value(left, input)
      current = node
      return try apply(binary, left, right)
    case .and(let left, let right):
      guard try value(left, input).isTrue else { return .bool(false) }
      return .bool(try value(right, input).isTrue)
    case .or(let left, let right):
      guard try !value(left, input).isTrue else { return .bool(true) }
      return .bool(try value(right, input).isTrue)
    case .alternative(let first, let second):
      let value = try value(first, input)
      return value.isTrue ? value : try self.value(second, input)
    case .choice(let condition, let then, let otherwise):
      return try value(value(condition, input).isTrue ? then : otherwise, input)
    case .function(let function, let argument):
      let value = try value(argument, input)
      current = node
      return try apply(function, value)
    case .function1(let function, let base, let argument):
      let argument = try value(argument, input)
      let value = try value(base, input)
      current = node
      return try apply(function, value, argument)
    default: return try rareValue(node, input)
    }
  }

  /// What is asked for less often, kept apart so that the stack that all others take stays small.
  private func rareValue(_ node: NodeID, _ input: JSONValue) throws(ExpressionError) -> JSONValue {
    switch program.nodes[node].operation {
    case .index(let base, let key, _):
      let key = try value(key, input)
      let value = try value(base, input)
      current = node
      return try entry(of: value, key)
    case .slice(let base, let from, let to, _):
      let from = try value(from, input)
      let to = try value(to, input)
      let value = try value(base, input)
      current = node
      return try slice(of: value, from: from, to: to)
    case .negate(let argument):
      let value = try value(argument, input)
      current = node
      return try negative(value)
    case .array(let elements): return .array(try collected(elements, input))
    case .object(let list): return try object(list, input)
    case .bind(let source, let slot, let body):
      slots[slot] = try value(source, input)
      return try value(body, input)
    case .test(let base, let pattern, let flags):
      let flags = try value(flags, input)
      let pattern = try value(pattern, input)
      let value = try value(base, input)
      return .bool(try isMatch(node, value, pattern, flags))
    case .mapValues(let base, let body): return try mapValues(node, value(base, input), body)
    case .keyed(let function, let base, let key): return try keyed(node, function, value(base, input), key)
    case .quantify(let isAll, let base, let source, let condition):
      return .bool(try holds(isAll, value(base, input), source, condition))
    case .last(let argument):
      var last = JSONValue.null
      _ = try each(argument, input) { (value) throws(ExpressionError) in
        last = value
        return true
      }
      return last
    case .isEmpty(let argument):
      var isEmpty = true
      _ = try each(argument, input) { (_) throws(ExpressionError) in
        isEmpty = false
        return false
      }
      return .bool(isEmpty)
    default: preconditionFailure("only a node with one result may be asked for it")
    }
  }

  /// All results of a node.
  func collected(_ node: NodeID, _ input: JSONValue) throws(ExpressionError) -> [JSONValue] {
    var results: [JSONValue] = []
    _ = try each(node, input) { (value) throws(ExpressionError) in
      try spend(1)
      results.append(value)
      return true
    }
    return results
  }

  private func object(_ list: NodeList, _ input: JSONValue) throws(ExpressionError) -> JSONValue {
    var object = JSONObject(capacity: Int(list.count) / 2)
    for place in stride(from: list.range.lowerBound, to: list.range.upperBound, by: 2) {
      let key = try key(program.lists[place], value(program.lists[place], input))
      object[key] = try value(program.lists[place + 1], input)
    }
    return .object(object)
  }

  /// The key that a value can be, or an error at the node that made it.
  func key(_ node: NodeID, _ value: JSONValue) throws(ExpressionError) -> String {
    guard case .string(let key) = value else {
      current = node
      throw mismatch("a key must be a string, not \(described(value))", remedy: "make it one with 'tostring'")
    }
    try spend(key.utf8.count / 32)
    return key
  }

  /// `any` and `all`: looks at elements until one settles it.
  private func holds(
    _ isAll: Bool, _ input: JSONValue, _ source: NodeID, _ condition: NodeID
  ) throws(ExpressionError) -> Bool {
    var isSettled = false
    _ = try each(source, input) { (element) throws(ExpressionError) in
      if isSettled { return false }
      isSettled = try value(condition, element).isTrue != isAll
      return true
    }
    return isSettled != isAll
  }
}
