internal import RoundhouseExpressions

/// What a member of a graph's state may be.
package enum StateType: String, Sendable, CaseIterable {
  case any, string, number, boolean, array, object

  func admits(_ value: JSONValue) -> Bool { self == .any || value.typeName == rawValue }

  /// As it stands in a sentence.
  var phrase: String {
    switch self {
    case .any: "anything"
    case .array, .object: "an \(rawValue)"
    case .string, .number, .boolean: "a \(rawValue)"
    }
  }
}
