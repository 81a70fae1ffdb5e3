// What is said when an operation has no result.
extension Evaluation {
  func mismatch(_ message: String, remedy: String) -> ExpressionError { failure(.mismatch, message, remedy: remedy) }

  /// An error that `try` does not pass over: what the versions of jq disagree about must not be decided silently.
  func differing(_ what: String, remedy: String) -> ExpressionError {
    failure(.unsupported, "versions of jq disagree about \(what)", remedy: remedy)
  }

  /// What `error` was told.
  func raised(_ message: JSONValue) -> ExpressionError {
    switch message {
    case .null: differing("an error without a message", remedy: "give it one: error(\"…\")")
    case .string(let text):
      failure(.raised, "the expression says: \(Self.shortened(text))", remedy: "see why it says so")
    default: failure(.raised, "the expression says: \(described(message))", remedy: "see why it says so")
    }
  }

  /// A value as messages show it: its kind, and its beginning if it is short.
  func described(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number: "the number \(value)"
    case .string(let text): "the string \"\(Self.shortened(text))\""
    case .array(let elements): "an array of \(elements.count)"
    case .object(let object): "an object of \(object.count) members"
    }
  }

  private static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= 60 ? text : String(String.UnicodeScalarView(scalars.prefix(59))) + "…"
  }
}
