// Two values are equal if they say the same: the order of keys and the way numbers are written do not count.
extension JSONNode {
  /// JSON equality: `{"a":1,"b":2}` equals `{"b":2.0,"a":1e0}`. Numbers are compared without rounding.
  package func isEqual(to other: JSONNode) -> Bool { canonical == other.canonical }

  /// One text for all equal values: keys sorted, the last of each, numbers normalised.
  var canonical: [UInt8] {
    var bytes: [UInt8] = []
    appendCanonical(to: &bytes)
    return bytes
  }

  private func appendCanonical(to bytes: inout [UInt8]) {
    switch kind {
    case .null, .bool: bytes.append(contentsOf: raw)
    case .number: Self.append(JSONDecimal(raw), to: &bytes)
    case .string: Self.append(utf8 ?? [], to: &bytes)
    case .array:
      bytes.append(UInt8(ascii: "["))
      for element in elements {
        element.appendCanonical(to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(UInt8(ascii: "]"))
    case .object:
      bytes.append(UInt8(ascii: "{"))
      for (key, value) in sortedMembers {
        Self.append(key, to: &bytes)
        value.appendCanonical(to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private var sortedMembers: [(ArraySlice<UInt8>, JSONNode)] {
    var last: [ArraySlice<UInt8>: JSONNode] = [:]
    for member in keyedMembers { last[member.key.utf8 ?? []] = member.value }
    return last.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }

  /// Strings carry their length in front, so that no escaping is needed.
  private static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "\"\(text.count):".utf8)
    bytes.append(contentsOf: text)
  }

  private static func append(_ number: JSONDecimal, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: (number.isNegative ? "-" : "+").utf8)
    bytes.append(contentsOf: number.digits)
    bytes.append(contentsOf: "e\(number.exponent)".utf8)
  }
}
