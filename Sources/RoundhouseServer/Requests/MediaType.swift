/// The two kinds of body that a request may have.
enum MediaType: Sendable {
  case json, bytes

  /// Reads a `Content-Type`, whose parameters do not matter; nil for any other type.
  init?(_ text: UnsafeRawBufferPointer) {
    if Self.names(text, "application/json") {
      self = .json
    } else if Self.names(text, "application/octet-stream") {
      self = .bytes
    } else {
      return nil
    }
  }

  private static func names(_ text: UnsafeRawBufferPointer, _ type: StaticString) -> Bool {
    let size = type.utf8CodeUnitCount
    guard text.count >= size, RequestHead.isEqual(text, type) else { return false }
    return text.count == size || text[size] == UInt8(ascii: ";") || text[size] == UInt8(ascii: " ")
  }
}
