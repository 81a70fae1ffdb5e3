// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `memory.forget`: one fact, or all of a subject.
struct ForgetRequest: Decodable {
  let id: String?
  let subject: String?

  func check() throws(AgentError) {
    guard (id == nil) != (subject == nil) else {
      throw AgentError(
        .badRequest, "send either an \"id\", as memory.store told it, or a \"subject\"", agentCode: "bad_choice")
    }
  }
}
