/// An answer that owns its bytes, with what it cost.
package struct Payload: Sendable, Equatable {
  package var bytes: [UInt8]
  package var contentType: String
  /// The agent that answered.
  package var agent: String
  package var usage: Usage

  package init(bytes: [UInt8], contentType: String = "application/json", agent: String = "", usage: Usage = Usage()) {
    self.bytes = bytes
    self.contentType = contentType
    self.agent = agent
    self.usage = usage
  }
}
