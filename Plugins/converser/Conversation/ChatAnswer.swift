// SPDX-License-Identifier: Apache-2.0

/// The output of `chat`.
struct ChatAnswer: Encodable {
  let content: String
  /// Above 0, up to 1.
  let confidence: Double
  var handoff: Handoff?
}
