internal import RoundhouseExpressions
internal import RoundhouseModel

/// What expressions of a document may read that is not made of steps: `.input`, and what the pattern adds.
struct DocumentView: MappingSource {
  /// A JSON text.
  let input: [UInt8]
  /// Each a JSON text.
  var members: [(key: String, value: [UInt8])] = []

  var previous: [UInt8] { input }
  var gathered: [UInt8] { input }

  var document: ExpressionInput {
    var json = JSONWriter()
    json.beginObject()
    json.member("input", raw: input)
    for member in members { json.member(member.key, raw: member.value) }
    json.endObject()
    return .text(json.bytes)
  }
}
