internal import RoundhouseModel

/// One thing asked of the store, with whom to tell.
enum StoreRequest: Sendable {
  typealias Done<Value> = @Sendable (Result<Value, RoundhouseError>) -> Void

  case get(StateKey, Done<StateValue?>)
  case commit([StateOperation], quota: UInt64, Done<UInt64>)
  case usage(String, Done<UInt64>)
  case erase(String, Done<UInt64>)
  case keys(String, StateSpace, prefix: String, limit: Int, Done<[String]>)

  /// Asks the engine. The result is told by running what is returned, once the group is durable.
  func answer(from engine: any StateEngine) -> () -> Void {
    switch self {
    case .get(let key, let done):
      Self.told(done) { () throws(RoundhouseError) in try engine.value(of: key) }
    case .commit(let operations, let quota, let done):
      Self.told(done) { () throws(RoundhouseError) in try engine.commit(operations, quota: quota) }
    case .usage(let agent, let done):
      Self.told(done) { () throws(RoundhouseError) in try engine.usage(of: agent) }
    case .erase(let agent, let done):
      Self.told(done) { () throws(RoundhouseError) in try engine.erase(agent) }
    case .keys(let agent, let space, let prefix, let limit, let done):
      Self.told(done) { () throws(RoundhouseError) in
        try engine.keys(agent, space, prefix: prefix, limit: limit)
      }
    }
  }

  /// Tells an error instead of an answer.
  func fail(_ error: RoundhouseError) {
    switch self {
    case .get(_, let done): done(.failure(error))
    case .commit(_, _, let done), .usage(_, let done), .erase(_, let done): done(.failure(error))
    case .keys(_, _, _, _, let done): done(.failure(error))
    }
  }

  /// Bytes that it holds while it waits.
  var size: Int {
    guard case .commit(let operations, _, _) = self else { return 0 }
    return operations.reduce(0) { sum, operation in
      if case .put(let bytes) = operation.kind { sum + bytes.count } else { sum }
    }
  }

  private static func told<Value: Sendable>(
    _ done: @escaping Done<Value>, _ ask: () throws(RoundhouseError) -> Value
  ) -> () -> Void {
    let result = Result(catching: ask)
    return { done(result) }
  }
}
