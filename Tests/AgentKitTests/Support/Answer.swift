import AgentKit

/// How a call ended, as the host was told.
struct Answer: Sendable, Equatable {
  var status: Int32
  var chunks: [String] = []
  var payload: [UInt8] = []
  var contentType = ""
  var code = ""
  var message = ""
  var isRetryable = false
  var isNotStarted = false
  var usage = Usage()

  var text: String { String(decoding: payload, as: UTF8.self) }
  var kind: Status { Status(rawValue: status) }
}
