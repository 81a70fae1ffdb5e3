internal import RoundhouseModel

/// What an agent of a chain has answered.
struct HandoffAnswer {
  /// A JSON text: what is no JSON has become a string, nothing null.
  var output = StepOutcome.null
  /// To whom the agent hands over by itself, if it does: the answer's member `handoff`, `{"to", "reason"}`.
  var to: String?
  var reason = ""

  init(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    // JSON, and it hands over to nobody.
    if PlainAnswer.text(in: bytes) != nil {
      output = bytes
      return
    }
    guard let root = (try? JSONDocument(parsing: bytes))?.root else {
      var text = JSONWriter()
      text.string(String(decoding: bytes, as: UTF8.self))
      output = text.bytes
      return
    }
    output = bytes
    guard let handoff = root["handoff"] else { return }
    to = handoff["to"]?.string
    reason = handoff["reason"]?.string ?? ""
  }
}
