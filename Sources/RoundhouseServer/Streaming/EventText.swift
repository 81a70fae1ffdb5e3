internal import RoundhouseModel

/// Writes server-sent events.
enum EventText {
  /// A chunk of an agent's answer: as it is where it is UTF-8, else as base64. JSON is UTF-8.
  ///
  /// A reader of events cannot tell one kind of line end from another, so text with carriage returns goes as base64.
  static func append(chunk: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    let isText = !chunk.contains(UInt8(ascii: "\r")) && String(validating: chunk, as: UTF8.self) != nil
    guard isText else {
      append("chunk-base64", Base64.encoded(chunk), to: &text)
      return
    }
    append("chunk", chunk, to: &text)
  }

  /// The end of a good answer.
  static func append(end agent: String, _ usage: Usage, to text: inout [UInt8]) {
    var json = JSONWriter()
    json.beginObject()
    json.member("agent", agent)
    json.member("usage", usage)
    json.endObject()
    append("done", json.bytes, to: &text)
  }

  /// The end of a bad one: the same body that an answer with this error would have had.
  static func append(error: RoundhouseError, to text: inout [UInt8]) { append("error", error.json(), to: &text) }

  /// An event of a run, by whose number a reader who was cut off asks for those behind it.
  static func append(_ event: RunEventText, to text: inout [UInt8]) {
    if event.id > 0 { text += "id: \(event.id)\n".utf8 }
    append(event.type, event.json, to: &text)
  }

  /// A line that readers skip, so that everything between here and there knows that the stream lives.
  static func append(heartbeatTo text: inout [UInt8]) { text += ":\n\n".utf8 }

  private static func append(_ event: String, _ data: some Collection<UInt8>, to text: inout [UInt8]) {
    text += "event: \(event)\n".utf8
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      text += "data: ".utf8
      text += line
      text.append(UInt8(ascii: "\n"))
    }
    text.append(UInt8(ascii: "\n"))
  }
}
