package import RoundhouseModel

/// One error of one node, with what is known of it. Seed 004's `ErrorContext`.
package struct ErrorContext: Sendable, Equatable {
  package var node: String
  package var code: String
  /// The agent's own word for it; empty for none.
  package var agentCode = ""
  package var message: String
  /// Which try it was; from 1.
  package var attempt: Int
  /// Whether another try followed.
  package var isRecovered: Bool
  /// When its node had ended, in milliseconds since 1970.
  package var at: Int64

  init(_ error: RoundhouseError, node: String, attempt: Int, isRecovered: Bool, at: Int64) {
    self.node = node
    (code, agentCode, message) = (error.code.rawValue, error.agentCode, error.message)
    (self.attempt, self.isRecovered, self.at) = (attempt, isRecovered, at)
  }
}

extension ErrorContext: JSONWritable {
  /// `{"node", "code", "agent_code", "message", "attempt", "recovered", "at"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("node", node)
    json.member("code", code)
    if !agentCode.isEmpty { json.member("agent_code", agentCode) }
    json.member("message", message)
    json.member("attempt", attempt)
    json.member("recovered", isRecovered)
    json.member("at", at)
    json.endObject()
  }

  init?(_ node: JSONNode) {
    guard let name = node["node"]?.string else { return nil }
    self.node = name
    code = node["code"]?.string ?? ""
    agentCode = node["agent_code"]?.string ?? ""
    message = node["message"]?.string ?? ""
    attempt = Int(node["attempt"]?.int ?? 1)
    isRecovered = node["recovered"]?.bool ?? false
    at = node["at"]?.int ?? 0
  }
}
