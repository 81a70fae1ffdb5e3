import AgentKit

/// What a test asks; everything but the capability and the payload has a sensible value.
struct Question: Sendable {
  var capability: String
  var payload: [UInt8]
  var version: UInt32 = 1
  var contentType = "application/json"
  var timeout: Duration = .seconds(60)
  var idempotencyKey = ""
  var caller = "test"
  var principal = "ada"
  var session = ""
  var runKey = ""
  var trace = Trace()
  var wantsChunks = false
  var depth: UInt32 = 0
  /// What the request says its size is; behind that lies rubbish. nil: all of it.
  var size: Int?

  init(_ capability: String, _ payload: String = "{}") {
    self.capability = capability
    self.payload = Array(payload.utf8)
  }
}
