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
}
