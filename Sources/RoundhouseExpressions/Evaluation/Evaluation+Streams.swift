// Nodes with no result, one or many. As in jq, the right side of an operator is the outer loop, and of an object's
// members the first one.
extension Evaluation {
  /// Hands on all results until `receive` answers that no more are wanted; answers so itself then.
  ///
  /// It is dynamic so that the optimizer makes no copy of it for each closure: closures within closures are without end
  /// here, and its memory would be as well.
  dynamic func each(_ node: NodeID, _ input: JSONValue, _ receive: Receiver) throws(ExpressionError) -> Bool {
    if program.nodes[node].isSingle { return try receive(value(node, input)) }
    try spend(1)
    current = node
    switch program.nodes[node].operation {
    case .empty: return true
    case .document(let number, let path):
      guard let value = try document(number, path) else { return true }
      return try receive(value)
    case .path(let base, let path):
      return try each(base, input) { (value) throws(ExpressionError) in
        current = node
        guard let value = try follow(path, from: value) else { return true }
        return try receive(value)
      }
    case .iterate(let base, let isOptional):
      return try each(base, input) { (value) throws(ExpressionError) in
        current = node
        return try iterate(value, isOptional, receive)
      }
    case .pipe(let first, let second):
      return try each(first, input) { (value) throws(ExpressionError) in try each(second, value, receive) }
    case .all(let list):
      for place in list.range where try !each(program.lists[place], input, receive) { return false }
      return true
    case .choice(let condition, let then, let otherwise):
      return try each(condition, input) { (value) throws(ExpressionError) in
        try each(value.isTrue ? then : otherwise, input, receive)
      }
    case .bind(let source, let slot, let body):
      return try each(source, input) { (value) throws(ExpressionError) in
        slots[slot] = value
        return try each(body, input, receive)
      }
    case .attempt(let body, let rescue): return try attempt(body, rescue, input, receive)
    case .raise(let message):
      return try each(message, input) { (value) throws(ExpressionError) in
        current = node
        throw raised(value)
      }
    case .alternative(let first, let second): return try alternative(first, second, input, receive)
    case .first(let argument):
      var isWanted = true
      _ = try each(argument, input) { (value) throws(ExpressionError) in
        isWanted = try receive(value)
        return false
      }
      return isWanted
    case .limit(let count, let argument): return try limit(node, count, argument, input, receive)
    default: return try eachApplied(node, input, receive)
    }
  }

  /// Operators and functions, for all combinations of what they are applied to.
  private func eachApplied(_ node: NodeID, _ input: JSONValue, _ receive: Receiver) throws(ExpressionError) -> Bool {
    switch program.nodes[node].operation {
    case .binary(let binary, let left, let right):
      return try each(right, left, input) { (right, left) throws(ExpressionError) in
        current = node
        return try receive(apply(binary, left, right))
      }
    case .and(let left, let right): return try eachTruth(left, right, until: false, input, receive)
    case .or(let left, let right): return try eachTruth(left, right, until: true, input, receive)
    case .negate(let argument):
      return try each(argument, input) { (value) throws(ExpressionError) in
        current = node
        return try receive(negative(value))
      }
    case .function(let function, let argument):
      return try each(argument, input) { (value) throws(ExpressionError) in
        current = node
        return try receive(apply(function, value))
      }
    case .function1(let function, let base, let argument):
      return try each(argument, base, input) { (argument, value) throws(ExpressionError) in
        current = node
        return try receive(apply(function, value, argument))
      }
    case .index(let base, let key, let isOptional):
      return try each(key, base, input) { (key, value) throws(ExpressionError) in
        current = node
        guard let entry = try unless(isOptional, { () throws(ExpressionError) in try entry(of: value, key) }) else {
          return true
        }
        return try receive(entry)
      }
    case .slice(let base, let from, let to, let isOptional):
      return try each(from, to, input) { (from, to) throws(ExpressionError) in
        try each(base, input) { (value) throws(ExpressionError) in
          current = node
          let part = try unless(isOptional) { () throws(ExpressionError) in try slice(of: value, from: from, to: to) }
          guard let part else { return true }
          return try receive(part)
        }
      }
    case .object(let list): return try eachObject(list, list.range.lowerBound, JSONObject(), input, receive)
    case .test(let base, let pattern, let flags):
      return try each(flags, pattern, input) { (flags, pattern) throws(ExpressionError) in
        try each(base, input) { (value) throws(ExpressionError) in
          try receive(.bool(isMatch(node, value, pattern, flags)))
        }
      }
    case .mapValues(let base, let body):
      return try each(base, input) { (value) throws(ExpressionError) in try receive(mapValues(node, value, body)) }
    case .keyed(let function, let base, let key):
      return try each(base, input) { (value) throws(ExpressionError) in
        try receive(keyed(node, function, value, key))
      }
    default: preconditionFailure("every other node has one result")
    }
  }

  /// All pairs of results of two nodes, those of the first one in the outer loop.
  private func each(
    _ outer: NodeID, _ inner: NodeID, _ input: JSONValue,
    _ receive: (JSONValue, JSONValue) throws(ExpressionError) -> Bool
  ) throws(ExpressionError) -> Bool {
    try each(outer, input) { (a) throws(ExpressionError) in
      try each(inner, input) { (b) throws(ExpressionError) in try receive(a, b) }
    }
  }

  private func iterate(
    _ value: JSONValue, _ isOptional: Bool, _ receive: Receiver
  ) throws(ExpressionError) -> Bool {
    switch value {
    case .array(let elements):
      for element in elements {
        try spend(1)
        if try !receive(element) { return false }
      }
    case .object(let object):
      for member in object.members {
        try spend(1)
        if try !receive(member.value) { return false }
      }
    default:
      guard isOptional else {
        throw mismatch(
          "only arrays and objects have parts to go through, not \(described(value))",
          remedy: "write .[]? to pass over what has none, or (… // [])")
      }
    }
    return true
  }

  /// `and` ends with the first false side, `or` with the first true one.
  private func eachTruth(
    _ left: NodeID, _ right: NodeID, until end: Bool, _ input: JSONValue, _ receive: Receiver
  ) throws(ExpressionError) -> Bool {
    try each(left, input) { (value) throws(ExpressionError) in
      if value.isTrue == end { return try receive(.bool(end)) }
      return try each(right, input) { (value) throws(ExpressionError) in try receive(.bool(value.isTrue)) }
    }
  }

  /// All true results of the first; without any, all of the second.
  private func alternative(
    _ first: NodeID, _ second: NodeID, _ input: JSONValue, _ receive: Receiver
  ) throws(ExpressionError) -> Bool {
    var isFound = false
    let isWanted = try each(first, input) { (value) throws(ExpressionError) in
      guard value.isTrue else { return true }
      isFound = true
      return try receive(value)
    }
    return isFound ? isWanted : try each(second, input, receive)
  }

  /// Passes over an error of the body, but not over one of those who receive its results. (jq 1.6 confuses them.)
  private func attempt(
    _ body: NodeID, _ rescue: NodeID, _ input: JSONValue, _ receive: Receiver
  ) throws(ExpressionError) -> Bool {
    var isReceivers = false
    do throws(ExpressionError) {
      return try each(body, input) { (value) throws(ExpressionError) in
        isReceivers = true
        let isWanted = try receive(value)
        isReceivers = false
        return isWanted
      }
    } catch {
      guard error.isCatchable, !isReceivers else { throw error }
      return try each(rescue, .null, receive)
    }
  }

  /// What an optional step gives: nil instead of an error.
  private func unless(
    _ isOptional: Bool, _ body: () throws(ExpressionError) -> JSONValue
  ) throws(ExpressionError) -> JSONValue? {
    do throws(ExpressionError) {
      return try body()
    } catch {
      guard isOptional, error.isCatchable else { throw error }
      return nil
    }
  }

  private func limit(
    _ node: NodeID, _ count: NodeID, _ argument: NodeID, _ input: JSONValue, _ receive: Receiver
  ) throws(ExpressionError) -> Bool {
    try each(count, input) { (count) throws(ExpressionError) in
      current = node
      guard case .number(var rest) = count else {
        throw mismatch("the limit must be a number, not \(described(count))", remedy: "write it as in limit(3; .[])")
      }
      guard rest > 0 else {
        throw differing("a limit below 1", remedy: "ask for at least one result, or write 'empty'")
      }
      var isWanted = true
      _ = try each(argument, input) { (value) throws(ExpressionError) in
        rest -= 1
        isWanted = try receive(value)
        return isWanted && rest > 0
      }
      return isWanted
    }
  }

  private func eachObject(
    _ list: NodeList, _ place: Int, _ object: JSONObject, _ input: JSONValue, _ receive: Receiver
  ) throws(ExpressionError) -> Bool {
    guard place < list.range.upperBound else { return try receive(.object(object)) }
    try spend(object.count / 8 + 1)
    return try each(program.lists[place], program.lists[place + 1], input) { (name, value) throws(ExpressionError) in
      var object = object
      object[try key(program.lists[place], name)] = value
      return try eachObject(list, place + 2, object, input, receive)
    }
  }
}
