import RoundhouseModel
import RoundhouseStore
import Synchronization

// The store's call-backs as async functions. The continuation carries nothing over to the other thread; the result
// waits in a box.
extension StateInspecting {
  func value(_ key: StateKey) async throws -> StateValue? { try await answer { get(key, $0) } }

  @discardableResult
  func commit(_ operations: StateOperation..., quota: UInt64 = 1 << 20) async throws -> UInt64 {
    try await answer { commit(operations, quota: quota, $0) }
  }

  func commit(all operations: [StateOperation], quota: UInt64 = 1 << 30) async throws -> UInt64 {
    try await answer { commit(operations, quota: quota, $0) }
  }

  func usage(_ agent: String = "acme.books") async throws -> UInt64 { try await answer { usage(of: agent, $0) } }

  func erase(_ agent: String = "acme.books") async throws -> UInt64 { try await answer { erase(agent, $0) } }

  func keys(
    _ prefix: String = "", of agent: String = "acme.books", in space: StateSpace = .agent, limit: Int = 1000
  ) async throws -> [String] {
    try await answer { keys(of: agent, in: space, prefix: prefix, limit: limit, $0) }
  }

  /// The error that a commit ends with; nil if it succeeds.
  func refusal(_ operations: StateOperation..., quota: UInt64 = 1 << 20) async -> RoundhouseError? {
    do {
      _ = try await answer { commit(operations, quota: quota, $0) }
      return nil
    } catch { return error }
  }
}

func answer<Value: Sendable>(
  _ ask: (@escaping @Sendable (Result<Value, RoundhouseError>) -> Void) -> Void
) async throws(RoundhouseError) -> Value {
  let box = Box<Value>()
  await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
    ask { result in
      box.result.withLock { $0 = result }
      continuation.resume()
    }
  }
  return try box.result.withLock { $0! }.get()
}

private final class Box<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, RoundhouseError>?>(nil)
}
