// SPDX-License-Identifier: Apache-2.0
public import AgentKit

extension Call {
  /// Does `work` in one transaction over the agent's state, at most once for each idempotency key.
  ///
  /// A second call of the same principal with the same key gets the first one's answer; with the same key and another
  /// payload it is refused. Without a key each call does the work. Answers are kept in the agent's state for ever.
  public func once<Answer: Codable>(
    _ work: (inout StateTransaction) async throws -> Answer
  ) async throws -> Answer {
    guard !idempotencyKey.isEmpty else { return try await state.transaction(work) }
    let place = "once/\(capability)/\(idempotencyKey)"
    let fingerprint = fingerprint(of: payload)
    return try await state.transaction { transaction in
      if let done = try await transaction.get(place, as: Done<Answer>.self, in: .principal) {
        guard done.fingerprint == fingerprint else {
          throw AgentError(
            .badRequest, "the idempotency key \(idempotencyKey) was used for another request; choose a new key",
            agentCode: "key_reused")
        }
        return done.answer
      }
      let answer = try await work(&transaction)
      try transaction.put(place, json: Done(fingerprint: fingerprint, answer: answer), in: .principal)
      return answer
    }
  }
}

/// What is remembered of work that was done.
private struct Done<Answer: Codable>: Codable {
  let fingerprint: UInt64
  let answer: Answer
}

/// FNV-1a: enough to notice a mistake; nobody gains from a collision with a key of their own.
private func fingerprint(of bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
