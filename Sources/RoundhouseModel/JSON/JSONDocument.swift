/// A JSON text that has been checked and laid out on a flat tape; strings and numbers are decoded only when asked for.
///
/// The grammar is RFC 8259, strictly: valid UTF-8, no byte order mark, no lone surrogates, nothing after the value.
/// Duplicate keys are accepted here (the last one counts); ``JSONNode/duplicateKeys()`` lists them.
package struct JSONDocument: Sendable {
  private let storage: JSONStorage

  /// Takes over a text.
  package init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    storage = JSONStorage(bytes: bytes, tape: try JSONParser.tape(bytes.span, limits))
  }

  /// Copies a text that somebody else owns; the pointer is not kept.
  package init(copying text: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    guard text.count <= limits.bytes else { throw JSONParser.tooLong(limits) }
    try self.init(parsing: [UInt8](text), limits: limits)
  }

  /// The text's one value.
  package var root: JSONNode { JSONNode(storage: storage, index: 0) }
  package var bytes: [UInt8] { storage.bytes }
}
