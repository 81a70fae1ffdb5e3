// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Takes part in conversations in the role that it is given. The same conversation always gets the same answer.
struct Converser: Agent {
  private let settings: ConverserSettings

  init(_ host: HostServices) throws {
    settings = try host.decodeConfiguration()
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "chat":
      let answer = try Speaker(settings).answer(to: (call.decode() as ChatRequest).conversation(settings))
      return try .json(answer, usage: Usage(confidence: answer.confidence))
    case "vote":
      let ballot = try Voter(call.decode()).ballot()
      return try .json(ballot, usage: Usage(confidence: ballot.confidence))
    default: throw AgentError(.unknownCapability, "ask for chat or vote")
    }
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Converser.self) }
