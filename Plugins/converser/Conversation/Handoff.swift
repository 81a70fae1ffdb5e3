// SPDX-License-Identifier: Apache-2.0

/// Whom the conversation should go on with.
struct Handoff: Encodable {
  /// An agent's id.
  let to: String
  let reason: String
}
