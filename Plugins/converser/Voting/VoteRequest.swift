// SPDX-License-Identifier: Apache-2.0

/// The input of `vote`. `role` may say who the voter is: it counts what matters to that role for more.
struct VoteRequest: Decodable {
  let topic: String?
  let options: [String]
  let messages: [ChatMessage]?
  let role: String?
}
