// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentKitJSON

/// Greets somebody. `Call` says all that was asked; `call.host` is what the host can do for you.
struct Greeter: StatelessAgent {
  struct Question: Decodable {
    let name: String
  }

  struct Answer: Encodable {
    let greeting: String
  }

  func respond(to call: Call) async throws -> Reply {
    let question: Question = try call.decode()
    guard !question.name.isEmpty else {
      throw AgentError(.badRequest, "nobody has an empty name; send a name", agentCode: "no_name")
    }
    return try .json(Answer(greeting: "Hello, \(question.name)!"))
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Greeter.self) }
