internal import CRoundhouse
package import RoundhouseModel

/// What a reply says beyond its bytes. Made only when there is something to say.
package final class ReplyDetails: Sendable {
  package let contentType: String
  package let agentCode: String
  package let message: String
  package let usage: Usage

  init(contentType: String = "", agentCode: String = "", message: String = "", usage: Usage = Usage()) {
    self.contentType = contentType
    self.agentCode = agentCode
    self.message = message
    self.usage = usage
  }

  /// Copies the texts of an agent's reply, each cut to a length that a person would still read.
  convenience init(_ reply: rh_reply) {
    var usage = Usage()
    usage.inputTokens = reply.input_tokens
    usage.outputTokens = reply.output_tokens
    usage.costMicros = reply.cost_micros
    usage.confidence = reply.confidence > 0 && reply.confidence <= 1 ? reply.confidence : 0
    self.init(
      contentType: String(reply.content_type, limit: 256), agentCode: String(reply.error_code, limit: 128),
      message: String(reply.message, limit: 16 << 10), usage: usage)
  }
}

extension String {
  /// Copies text from an agent; what is not UTF-8 becomes U+FFFD, what is longer than the limit is cut.
  init(_ text: rh_string, limit: Int) {
    let count = text.data == nil ? 0 : Swift.min(limit, Int(clamping: text.size))
    let bytes = UnsafeRawBufferPointer(start: text.data, count: count)
    self.init(decoding: bytes, as: UTF8.self)
  }
}
