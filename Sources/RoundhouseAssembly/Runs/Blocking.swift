internal import RoundhouseModel
internal import Synchronization

/// Waits on an own thread for what is done by tasks. Never on Swift's cooperative pool.
enum Blocking {
  private final class Box<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, RoundhouseError>?>(nil)
  }

  static func wait<Value: Sendable>(
    _ body: @escaping @Sendable () async throws(RoundhouseError) -> Value
  ) throws(RoundhouseError) -> Value {
    let box = Box<Value>()
    let latch = Latch(count: 1)
    Task.detached {
      let result: Result<Value, RoundhouseError>
      do throws(RoundhouseError) { result = .success(try await body()) } catch { result = .failure(error) }
      box.result.withLock { $0 = result }
      latch.arrive()
    }
    latch.wait()
    guard let result = box.result.withLock({ $0 }) else {
      throw RoundhouseError(.internal, "a task has ended without a result")
    }
    return try result.get()
  }
}
