// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// How much is remembered, as the configuration says.
struct MemorySettings: Decodable {
  /// For each principal.
  let maximumFacts: Int
  /// So many principals' memories are kept indexed; others are read again when they are asked for.
  let openMemories: Int

  func check(_ facts: Int) throws(AgentError) {
    guard facts < maximumFacts else {
      throw AgentError(
        .storeFull, "this memory holds \(maximumFacts) facts and is full; forget some with memory.forget",
        agentCode: "memory_full")
    }
  }
}
