// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `chat`.
struct ChatRequest: Decodable {
  let messages: [ChatMessage]?
  /// What is said, where there is nothing before it.
  let message: String?
  let role: String?
  let topic: String?
  let goals: [String]?

  /// - Throws: `badRequest` if there is nothing to talk about.
  func conversation(_ settings: ConverserSettings) throws(AgentError) -> Conversation {
    let all = (messages ?? []) + (message.map { [ChatMessage(role: .user, name: nil, content: $0)] } ?? [])
    let conversation = Conversation(
      messages: all.suffix(settings.memory), role: role, topic: topic, goals: goals ?? [], usualRole: settings.role)
    guard conversation.hasSubject else {
      throw AgentError(
        .badRequest, "nothing was said and there is no topic; send \"messages\", \"message\" or \"topic\"",
        agentCode: "nothing_said")
    }
    return conversation
  }
}
