internal import RoundhouseModel

/// A type of the manifest with its names resolved: how one value stands in memory, and how in JSON.
enum FFICodec: Sendable, Equatable {
  case scalar(ForeignScalar)
  case string, bytes, pointer
  case array(ForeignScalar)
  /// An index into `FFITypes`.
  case enumeration(Int), structure(Int), handle(Int)
  case inlineArray(ForeignScalar, Int)
  case inlineString(Int)
  case inlineBytes(Int)

  /// Bytes of one element, where it is a pointer to elements.
  var stride: Int {
    if case .array(let scalar) = self { scalar.width } else { 1 }
  }

  var isBuffer: Bool {
    switch self {
    case .string, .bytes, .array: true
    default: false
    }
  }
}
