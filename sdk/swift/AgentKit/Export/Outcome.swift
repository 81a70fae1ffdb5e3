// SPDX-License-Identifier: Apache-2.0

/// How a call ended.
enum Outcome: Sendable {
  case reply(Reply)
  case failure(AgentError)
}
