// SPDX-License-Identifier: Apache-2.0

/// One contribution to a conversation.
public struct ChatMessage: Decodable, Sendable {
  public enum Role: String, Decodable, Sendable { case user, assistant, system }

  public let role: Role
  /// Who said it, where several talk.
  public let name: String?
  public let content: String
}
