package import RoundhouseModel

/// What somebody wants several agents to do: seed 000's `OrchestrationRequest`.
///
/// As JSON: `message`, `pattern`, `user_id`, `session_id`, `agents_required`; a bare text is the message. Further members
/// are kept for the rules that choose a chain. An object, because it is passed along and never changes.
package final class OrchestrationRequest: Sendable {
  package let message: String
  /// Which pattern is meant, seed 000's `"handoff"` or `"group_chat"`; empty for the one that was asked.
  package let pattern: String
  /// Seed 000's `user_id`; empty for nobody in particular.
  package let userID: String
  /// Seed 000's `session_id`; empty for none.
  package let sessionID: String
  /// Seed 000's `agents_required`: each of them must take part.
  package let agentsRequired: [String]
  /// All of it as a JSON object, for expressions.
  package let json: [UInt8]
  /// What letters have of it: how they begin, and how they end.
  let letter: (opening: [UInt8], ending: [UInt8])

  package init(
    message: String, pattern: String = "handoff", userID: String = "", sessionID: String = "",
    agentsRequired: [String] = []
  ) {
    self.message = message
    self.pattern = pattern
    self.userID = userID
    self.sessionID = sessionID
    self.agentsRequired = agentsRequired
    letter = HandoffLetter.frame(HandoffLetter.quoted(message), sessionID: sessionID, userID: userID)
    json = Self.text(message, pattern, userID, sessionID, agentsRequired)
  }

  /// Reads a run's input.
  /// - Parameter pattern: the one that was asked.
  /// - Throws: `badRequest` for what has no message, and for a request that means another pattern.
  package init(_ input: [UInt8], pattern asked: String) throws(RoundhouseError) {
    guard let root = (try? JSONDocument(parsing: input))?.root else { throw Self.refused("it is no JSON") }
    guard let node = root.kind == .string ? root : root["message"], let message = node.string else {
      throw Self.refused("it has no member \"message\" that is a text")
    }
    self.message = message
    pattern = try Self.text("pattern", root)
    userID = try Self.text("user_id", root)
    sessionID = try Self.text("session_id", root)
    agentsRequired = try Self.names("agents_required", root)
    letter = HandoffLetter.frame(Array(node.raw), sessionID: sessionID, userID: userID)
    json = root.kind == .object ? input : Self.text(message, pattern, userID, sessionID, agentsRequired)
    guard pattern.isEmpty || pattern == asked else {
      throw RoundhouseError(
        .badRequest, "the request means the pattern \(pattern), and \(asked) was asked",
        remedy: "run a document of the pattern \(pattern), or leave out \"pattern\"")
    }
  }

  private static func text(
    _ message: String, _ pattern: String, _ userID: String, _ sessionID: String, _ agentsRequired: [String]
  ) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("message", message)
    json.member("pattern", pattern)
    json.member("user_id", userID)
    json.member("session_id", sessionID)
    json.member("agents_required", agentsRequired)
    json.endObject()
    return json.bytes
  }

  private static func text(_ key: String, _ root: JSONNode) throws(RoundhouseError) -> String {
    guard let node = root[key], !node.isNull else { return "" }
    guard let text = node.string else { throw refused("\"\(key)\" is no text") }
    return text
  }

  private static func names(_ key: String, _ root: JSONNode) throws(RoundhouseError) -> [String] {
    guard let node = root[key], !node.isNull else { return [] }
    let names = node.elements.compactMap(\.string)
    guard node.kind == .array, names.count == node.count else { throw refused("\"\(key)\" is no array of agents' ids") }
    return names
  }

  private static func refused(_ reason: String) -> RoundhouseError {
    RoundhouseError(
      .badRequest, "the request was refused: \(reason)",
      remedy: "write {\"message\": \"…\", \"user_id\": \"…\", \"session_id\": \"…\"}, or the message alone as a text")
  }
}
