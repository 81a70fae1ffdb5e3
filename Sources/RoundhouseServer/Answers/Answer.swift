internal import RoundhouseModel

/// A whole answer that owns its bytes: everything but an agent's own.
struct Answer: Sendable {
  var status: Int
  var contentType: String
  var body: [UInt8]
  /// Further header fields.
  var fields: [(name: String, value: String)] = []

  init(_ status: Int = 200, contentType: String, _ body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  static func json(_ value: some JSONWritable) -> Answer {
    Answer(contentType: "application/json", value.json())
  }

  static func text(_ text: String, status: Int = 200) -> Answer {
    Answer(status, contentType: "text/plain; charset=utf-8", Array(text.utf8))
  }

  func with(_ name: String, _ value: String) -> Answer {
    var answer = self
    answer.fields.append((name, value))
    return answer
  }
}
