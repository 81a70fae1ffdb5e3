/// What a parameter, a result or a field is, in C and in JSON.
package enum ForeignType: Sendable, Equatable {
  /// A number or a truth value.
  case scalar(ForeignScalar)
  /// `const char *` that ends in NUL: a JSON string.
  case string
  /// A pointer to bytes whose number stands elsewhere: base64, or the raw payload.
  case bytes
  /// A pointer to numbers whose count stands elsewhere: a JSON array. Written `f64[]`.
  case array(ForeignScalar)
  /// `void *` that never shows in JSON: null, or a fixed number such as -1.
  case pointer
  /// A struct of `structs`: a JSON object.
  case structure(String)
  /// An enum of `enums`: one of its labels.
  case enumeration(String)
  /// A handle of `handles`: an opaque string.
  case handle(String)
  /// In structs only: numbers that lie in the struct itself. Written `f64[3]`.
  case inlineArray(ForeignScalar, Int)
  /// In structs only: `char[n]` with text that ends in NUL, or at its end. Written `string[32]`.
  case inlineString(Int)
  /// In structs only: `unsigned char[n]` as base64. Written `bytes[16]`.
  case inlineBytes(Int)

  /// Whether it is a pointer to elements that are counted elsewhere.
  package var isBuffer: Bool {
    switch self {
    case .string, .bytes, .array: true
    default: false
    }
  }
}
