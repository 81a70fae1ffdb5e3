// SPDX-License-Identifier: Apache-2.0

/// One message of a conversation.
struct ChatMessage: Decodable {
  enum Role: String, Decodable { case user, assistant, system }

  let role: Role
  /// Who said it, where several speak.
  let name: String?
  let content: String
}
