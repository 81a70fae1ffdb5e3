/// The plain numbers of C, by their width.
package enum ForeignScalar: String, Sendable, CaseIterable {
  case i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, bool, size

  /// Bytes that one takes; also its alignment.
  package var width: Int {
    switch self {
    case .i8, .u8, .bool: 1
    case .i16, .u16: 2
    case .i32, .u32, .f32: 4
    case .i64, .u64, .f64, .size: 8
    }
  }

  package var isInteger: Bool { self != .f32 && self != .f64 && self != .bool }

  /// The integers that fit; nil for floating point and booleans. What lies above `Int64.max` is `u64`'s and `size`'s own.
  package var range: ClosedRange<Int64>? {
    switch self {
    case .i8: Int64(Int8.min)...Int64(Int8.max)
    case .i16: Int64(Int16.min)...Int64(Int16.max)
    case .i32: Int64(Int32.min)...Int64(Int32.max)
    case .i64: Int64.min...Int64.max
    case .u8: 0...Int64(UInt8.max)
    case .u16: 0...Int64(UInt16.max)
    case .u32: 0...Int64(UInt32.max)
    case .u64, .size: 0...Int64.max
    case .f32, .f64, .bool: nil
    }
  }
}
