// SPDX-License-Identifier: Apache-2.0

/// What the configuration says.
struct ConverserSettings: Decodable {
  /// Who it is where a request does not say.
  let role: String
  /// How many of the latest messages it reads.
  let memory: Int
  /// When it gives the conversation to another agent.
  let handoffs: [HandoffRule]
}
