internal import RoundhouseModel

/// Keys that are written with escapes.
enum JSONKeyText {
  /// - Parameter quoted: the key with its quotes; nil if it is no JSON string.
  static func decoded(_ quoted: [UInt8]) -> JSONKey? {
    guard let document = try? JSONDocument(parsing: quoted) else { return nil }
    return document.root.string.map(JSONKey.init)
  }
}
