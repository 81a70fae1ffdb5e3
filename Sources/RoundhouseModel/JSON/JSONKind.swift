/// The six kinds of JSON values.
package enum JSONKind: UInt8, Sendable, CaseIterable {
  case null, bool, number, string, array, object
}

extension JSONKind: CustomStringConvertible {
  /// The kind with its article, for messages.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
