// Numbers are decoded from their text: integers exactly, doubles correctly rounded.
extension JSONNode {
  /// The number, if it is integral (`3`, `3.0`, `3e2`) and fits; nil otherwise.
  package var int: Int64? {
    guard kind == .number else { return nil }
    return entry.isPlain ? Int64(text) : JSONDecimal(raw).integer.flatMap { Int64(exactly: $0) }
  }

  /// The number, if it is integral, not negative and fits; nil otherwise.
  package var uint: UInt64? {
    guard kind == .number else { return nil }
    if entry.isPlain, storage.bytes[Int(entry.start)] != UInt8(ascii: "-") { return UInt64(text) }
    return JSONDecimal(raw).integer.flatMap { UInt64(exactly: $0) }
  }

  /// The nearest double; nil for other kinds and for what no finite double is near to, such as `1e400`.
  package var double: Double? {
    guard kind == .number else { return nil }
    if let exact = JSONDecimal.exactDouble(storage.bytes, from: Int(entry.start), to: Int(entry.end)) { return exact }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  private var text: String { String(decoding: raw, as: UTF8.self) }
}
