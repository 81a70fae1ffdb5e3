// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `chat`: what was said so far, and who the agent is to be.
public struct Conversation: Decodable, Sendable {
  public let messages: [ChatMessage]?
  /// Instead of messages: the only one there is.
  public let message: String?
  public let role: String?
  public let topic: String?
  public let goals: [String]?
  /// With a request that others worked on before.
  public let context: HandoffContext?

  /// What was asked last by whoever asks, or, if nobody does, what was said last.
  ///
  /// Throws `badRequest` if nothing was said.
  public var request: String {
    get throws(AgentError) {
      let texts = [message, said.last { $0.role == .user }?.content, said.last?.content, topic]
      guard let text = texts.compactMap(\.self).first(where: { $0.contains { !$0.isWhitespace } }) else {
        throw AgentError(
          .badRequest, "nothing was said; send \"messages\" with a content, or a \"message\"", agentCode: "nothing_said"
        )
      }
      return text
    }
  }

  /// Topic, goals and request in one text.
  public var question: String {
    get throws(AgentError) {
      let request = try request
      return (([topic] + (goals ?? [])).compactMap(\.self).filter { $0 != request } + [request]).joined(separator: "\n")
    }
  }

  /// All messages but those of the system.
  public var said: [ChatMessage] { (messages ?? []).filter { $0.role != .system } }

  /// Whether the request asks for more than sources: an explanation, a judgement, a text.
  public var wantsText: Bool {
    get throws(AgentError) { try !Self.requestsOfText.isDisjoint(with: request.words.map(\.stem)) }
  }

  private static let requestsOfText = Set(
    [
      "analyse", "analyze", "answer", "assess", "compare", "describe", "evaluate", "explain", "how", "judge", "outline",
      "recommend", "report", "solve", "summarise", "summarize", "why", "write",
    ].map(\.stem))
}
