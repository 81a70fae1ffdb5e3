internal import RoundhouseModel

/// Members of an agent's answer, of which only some are passed on.
enum HandoffFields {
  /// - Parameter output: a JSON text.
  /// - Returns: an object with those members that are there; a text as it is if `content` is among the names, else null.
  static func kept(_ names: [String], of output: [UInt8]) -> [UInt8] {
    guard let root = (try? JSONDocument(parsing: output))?.root else { return StepOutcome.null }
    if root.string != nil, names.contains("content") { return output }
    guard root.kind == .object else { return StepOutcome.null }
    var json = JSONWriter()
    json.beginObject()
    for name in names { if let value = root[name] { json.member(name, raw: value.raw) } }
    json.endObject()
    return json.bytes
  }
}
