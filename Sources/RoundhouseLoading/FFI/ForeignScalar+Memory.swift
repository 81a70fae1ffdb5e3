internal import RoundhouseModel

#if _endian(big)
  #error("results of foreign functions are read from the low end of a word")
#endif

// One number in memory and in JSON.
extension ForeignScalar {
  /// Stores what JSON says, or says what this type can hold.
  func store(_ node: JSONNode, to place: UnsafeMutableRawPointer) throws(FFIFault) {
    switch self {
    case .f64:
      guard let value = node.double else { throw FFIFault(expected: "a number", found: node.summary) }
      place.storeBytes(of: value, as: Double.self)
    case .f32:
      guard let value = node.double, Float(value).isFinite else {
        throw FFIFault(expected: node.double == nil ? "a number" : "a number that fits 32 bits", found: node.summary)
      }
      place.storeBytes(of: Float(value), as: Float.self)
    case .bool:
      guard let value = node.bool else { throw FFIFault(expected: "true or false", found: node.summary) }
      place.storeBytes(of: value ? 1 : 0, as: UInt8.self)
    case .u64, .size:
      guard let value = node.uint else { throw FFIFault(expected: bounds, found: node.summary) }
      place.storeBytes(of: value, as: UInt64.self)
    default:
      guard let value = node.int, store(value, to: place) else {
        throw FFIFault(expected: bounds, found: node.summary)
      }
    }
  }

  /// Stores an integer; false if it does not fit, or if this is no integer type.
  func store(_ value: Int64, to place: UnsafeMutableRawPointer) -> Bool {
    guard let range, range.contains(value) else {
      guard self == .bool, 0...1 ~= value else { return false }
      place.storeBytes(of: UInt8(value), as: UInt8.self)
      return true
    }
    switch width {
    case 1: place.storeBytes(of: Int8(truncatingIfNeeded: value), as: Int8.self)
    case 2: place.storeBytes(of: Int16(truncatingIfNeeded: value), as: Int16.self)
    case 4: place.storeBytes(of: Int32(truncatingIfNeeded: value), as: Int32.self)
    default: place.storeBytes(of: value, as: Int64.self)
    }
    return true
  }

  /// The integer there; what exceeds `Int64.max` becomes negative, floating point is 0.
  func integer(at place: UnsafeRawPointer) -> Int64 {
    switch self {
    case .i8: Int64(place.loadUnaligned(as: Int8.self))
    case .i16: Int64(place.loadUnaligned(as: Int16.self))
    case .i32: Int64(place.loadUnaligned(as: Int32.self))
    case .u8, .bool: Int64(place.loadUnaligned(as: UInt8.self))
    case .u16: Int64(place.loadUnaligned(as: UInt16.self))
    case .u32: Int64(place.loadUnaligned(as: UInt32.self))
    case .i64, .u64, .size: place.loadUnaligned(as: Int64.self)
    case .f32, .f64: 0
    }
  }

  func write(from place: UnsafeRawPointer, to writer: inout JSONWriter) {
    switch self {
    case .f64: writer.double(place.loadUnaligned(as: Double.self))
    case .f32: writer.float(place.loadUnaligned(as: Float.self))
    case .bool: writer.bool(place.loadUnaligned(as: UInt8.self) != 0)
    case .u64, .size: writer.uint(place.loadUnaligned(as: UInt64.self))
    default: writer.int(integer(at: place))
    }
  }

  private var bounds: String {
    guard let range else { return "a number" }
    return
      "an integer from \(range.lowerBound) to \(width == 8 && range.lowerBound == 0 ? "\(UInt64.max)" : "\(range.upperBound)")"
  }
}

extension JSONWriter {
  /// The shortest text that reads back as the same 32-bit number.
  fileprivate mutating func float(_ value: Float) {
    if value == value.rounded() || !value.isFinite { return double(Double(value)) }
    raw(value.description.utf8.map { $0 })
  }
}

extension JSONNode {
  /// The value as a message shows it: a short number as it is written, anything else by its kind.
  var summary: String {
    kind == .number && raw.count <= 24 ? String(decoding: raw, as: UTF8.self) : "\(kind)"
  }
}
