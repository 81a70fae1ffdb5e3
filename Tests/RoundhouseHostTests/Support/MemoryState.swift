import RoundhouseModel
import Synchronization

@testable import RoundhouseHost

/// Key-value state in memory: answers from a thread of its own, as the real store does.
final class MemoryState: StateStoring {
  private struct State {
    var values: [StateKey: StateValue] = [:]
    var version: UInt64 = 0
  }

  private let state = Mutex(State())
  private let threads = BlockingThreads(limit: 1, queue: 100_000)

  deinit { threads.stop() }

  var keys: [StateKey] { state.withLock { Array($0.values.keys) } }

  func get(_ key: StateKey, _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void) {
    threads.submit { [self] in done(.success(state.withLock { $0.values[key] })) }
  }

  func commit(
    _ operations: [StateOperation], quota: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) {
    threads.submit { [self] in done(carryOut(operations)) }
  }

  private func carryOut(_ operations: [StateOperation]) -> Result<UInt64, RoundhouseError> {
    state.withLock { state in
      for operation in operations {
        guard let expected = operation.expectedVersion else { continue }
        guard expected == state.values[operation.key]?.version ?? 0 else {
          return .failure(RoundhouseError(.conflict, "another version than expected"))
        }
      }
      state.version += 1
      for operation in operations {
        switch operation.kind {
        case .put(let bytes): state.values[operation.key] = StateValue(bytes: bytes, version: state.version)
        case .delete: state.values[operation.key] = nil
        case .check: break
        }
      }
      return .success(state.version)
    }
  }
}
