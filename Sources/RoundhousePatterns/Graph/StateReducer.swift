internal import RoundhouseExpressions

/// How a value that a node gives is brought into a member of the state.
package enum StateReducer: String, Sendable, CaseIterable {
  /// Takes its place. The default.
  case last
  /// Comes behind what is there; each element of an array for itself.
  case append
  case add
  /// Its members take the place of those of the same names; the others stay.
  case merge
  case max, min
  /// Comes behind what is there, unless it is there already; each element of an array for itself.
  case union

  /// What a member has to be; nil for anything.
  var type: StateType? {
    switch self {
    case .last: nil
    case .append, .union: .array
    case .add, .max, .min: .number
    case .merge: .object
    }
  }

  /// What the member is before a node gives anything.
  var initial: JSONValue {
    switch self {
    case .last, .max, .min: .null
    case .append, .union: .array([])
    case .add: .number(0)
    case .merge: .object(JSONObject())
    }
  }

  /// - Parameter new: not null, except for `last`.
  /// - Returns: nil if the two do not go together.
  func value(of old: JSONValue, with new: JSONValue) -> JSONValue? {
    switch (self, old, new) {
    case (.last, _, _): new
    case (.append, .array(let list), .array(let more)): .array(list + more)
    case (.append, .array(let list), _): .array(list + [new])
    case (.union, .array(let list), .array(let more)): .array(Self.union(list, more))
    case (.union, .array(let list), _): .array(Self.union(list, [new]))
    case (.add, .number(let sum), .number(let more)): .number(sum + more)
    case (.max, .number(let best), .number(let other)): .number(Swift.max(best, other))
    case (.min, .number(let best), .number(let other)): .number(Swift.min(best, other))
    case (.max, .null, .number), (.min, .null, .number): new
    case (.merge, .object(let object), .object(let more)): .object(Self.merged(object, more))
    default: nil
    }
  }

  private static func union(_ list: [JSONValue], _ more: [JSONValue]) -> [JSONValue] {
    var list = list
    for value in more where !list.contains(value) { list.append(value) }
    return list
  }

  private static func merged(_ object: JSONObject, _ more: JSONObject) -> JSONObject {
    var object = object
    for member in more.members { object[member.key] = member.value }
    return object
  }
}
