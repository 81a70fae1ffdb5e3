// SPDX-License-Identifier: Apache-2.0

/// The durable key-value state of one agent: keys of 1 to 512 bytes, values of at most 1 MiB.
public struct State: Sendable {
  let link: HostLink
  let token: UInt64

  /// The value under a key with its version; nil if there is none.
  public func get(_ key: String, in scope: StateScope = .agent) async throws -> StateValue? {
    try await link.get(key, scope, token: token)
  }

  /// All operations, or none with ``Status/conflict``; durable when it returns. At most 256 operations.
  ///
  /// Returns the new version of every key that was put.
  @discardableResult
  public func commit(_ operations: [StateOperation]) async throws -> UInt64 {
    try await link.commit(operations, token: token)
  }

  /// Reads and writes as if nobody else did meanwhile; repeats `body` when somebody did.
  ///
  /// `body` may run several times, so it must do nothing but read and write through its argument.
  public func transaction<Answer>(
    _ body: (inout StateTransaction) async throws -> Answer
  ) async throws -> Answer {
    while true {
      try Task.checkCancellation()
      var transaction = StateTransaction(state: self)
      let answer = try await body(&transaction)
      do {
        try await transaction.commit()
        return answer
      } catch let error as AgentError where error.status == .conflict {
        continue
      }
    }
  }
}
