package import RoundhouseModel

// Values and the texts they come from.
extension JSONValue {
  /// Decodes a value and all within it. What is beyond all doubles becomes infinite; of members with one key, the last
  /// one counts.
  package init(_ node: JSONNode) {
    switch node.kind {
    case .null: self = .null
    case .bool: self = .bool(node.bool ?? false)
    case .number: self = .number(node.double ?? Self.beyondDoubles(node))
    case .string: self = .string(node.string ?? "")
    case .array:
      var elements: [JSONValue] = []
      elements.reserveCapacity(node.count)
      for element in node.elements { elements.append(JSONValue(element)) }
      self = .array(elements)
    case .object:
      var object = JSONObject(capacity: node.count)
      for member in node.members { object[member.key] = JSONValue(member.value) }
      self = .object(object)
    }
  }

  private static func beyondDoubles(_ node: JSONNode) -> Double {
    node.raw.first == UInt8(ascii: "-") ? -.infinity : .infinity
  }

  /// The value as a JSON text, written as jq writes it: infinite numbers as the largest, not a number as `null`.
  package var text: [UInt8] {
    var writer = ValueWriter()
    writer.write(self)
    return writer.bytes
  }
}

extension JSONValue: CustomStringConvertible {
  package var description: String { String(decoding: text, as: UTF8.self) }
}
