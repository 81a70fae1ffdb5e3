internal import RoundhouseModel

/// Who an agent is to be. Seed 003's `RoleDefinition`: `name`, `prompt` and `context` are called so here.
package struct AgentRole: Sendable, Equatable {
  package var name: String
  /// Personality, expertise, behaviour, in the second person: `You are a patient teacher`.
  package var prompt: String
  /// More about it, each with its name: era, specialties, experience, certifications.
  package var context: [(name: String, value: String)]

  package init(_ name: String = "", prompt: String = "", context: [(name: String, value: String)] = []) {
    self.name = name
    self.prompt = prompt
    self.context = context
  }

  /// What the agent is told.
  package var text: String {
    if context.isEmpty { return prompt.isEmpty ? name : prompt }
    let more = context.map { "\($0.name.replacing("_", with: " ")): \($0.value)" }
    return ([prompt.isEmpty ? name : prompt] + more).joined(separator: "\n")
  }

  package static func == (a: AgentRole, b: AgentRole) -> Bool { a.name == b.name && a.text == b.text }
}

extension AgentRole {
  /// A text of the role's context, as it stands in a document: lists are joined.
  static func value(_ node: JSONNode) -> String {
    node.string ?? (node.kind == .array ? node.elements.map { value($0) }.joined(separator: ", ") : text(node))
  }

  private static func text(_ node: JSONNode) -> String { String(decoding: node.raw, as: UTF8.self) }
}
