internal import RoundhouseAssembly
internal import RoundhouseModel

/// What the check of one agent showed.
struct CheckedAgent: Sendable {
  /// The manifest's.
  let path: String
  let list: FindingList
}

extension CheckedAgent: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("path", path)
    json.member("ok", list.isGood)
    json.member("checks", list.findings)
    json.endObject()
  }
}
