internal import CRoundhouse
internal import RoundhouseModel

// Key-value state: the same request with a call-back on a host thread, or waited for on the agent's own.
extension HostFunctions {
  static func get(
    _ host: UnsafePointer<rh_host>, _ call: rh_call, _ scope: Int32, _ key: rh_string,
    _ done: @escaping rh_on_value, _ user: UnsafeMutableRawPointer?
  ) -> rh_status {
    guard let services = HostTable.behind(host).pointee.services else { return RH_MISBEHAVED }
    guard let scope = StateScope(rawValue: scope) else { return RH_BAD_REQUEST }
    // The agent's own pointer; it is only handed back to the agent.
    nonisolated(unsafe) let user = user
    return status { () throws(RoundhouseError) in
      try services.stateGet(String(key, limit: 4096), scope, call: call) { result in
        services.schedule { tell(result, done, user) }
      }
    }
  }

  static func getWaiting(
    _ host: UnsafePointer<rh_host>, _ call: rh_call, _ scope: Int32, _ key: rh_string,
    _ done: @escaping rh_on_value, _ user: UnsafeMutableRawPointer?
  ) -> rh_status {
    let block = HostTable.behind(host)
    guard mayWait(block, call), let services = block.pointee.services else { return RH_UNSUPPORTED }
    guard let scope = StateScope(rawValue: scope) else { return RH_BAD_REQUEST }
    let promise = Promise<StateValue?>()
    let started = status { () throws(RoundhouseError) in
      try services.stateGet(String(key, limit: 4096), scope, call: call) { promise.fulfil($0) }
    }
    guard started == RH_OK else { return started }
    tell(promise.wait(until: deadline(call)), done, user)
    return RH_OK
  }

  static func commit(
    _ host: UnsafePointer<rh_host>, _ call: rh_call, _ operations: UnsafePointer<rh_kv_operation>?, _ count: UInt64,
    _ done: @escaping rh_on_commit, _ user: UnsafeMutableRawPointer?
  ) -> rh_status {
    guard let services = HostTable.behind(host).pointee.services else { return RH_MISBEHAVED }
    guard let operations = scoped(operations, count) else { return RH_BAD_REQUEST }
    nonisolated(unsafe) let user = user
    return status { () throws(RoundhouseError) in
      try services.stateCommit(operations, call: call) { result in
        services.schedule { tell(result, done, user) }
      }
    }
  }

  static func commitWaiting(
    _ host: UnsafePointer<rh_host>, _ call: rh_call, _ operations: UnsafePointer<rh_kv_operation>?, _ count: UInt64,
    _ done: @escaping rh_on_commit, _ user: UnsafeMutableRawPointer?
  ) -> rh_status {
    let block = HostTable.behind(host)
    guard mayWait(block, call), let services = block.pointee.services else { return RH_UNSUPPORTED }
    guard let operations = scoped(operations, count) else { return RH_BAD_REQUEST }
    let promise = Promise<UInt64>()
    let started = status { () throws(RoundhouseError) in
      try services.stateCommit(operations, call: call) { promise.fulfil($0) }
    }
    guard started == RH_OK else { return started }
    tell(promise.wait(until: deadline(call)), done, user)
    return RH_OK
  }

  private static func tell(
    _ result: Result<StateValue?, RoundhouseError>, _ done: rh_on_value, _ user: UnsafeMutableRawPointer?
  ) {
    switch result {
    case .success(let value?):
      value.bytes.withUnsafeBytes {
        done(user, RH_OK, rh_bytes(data: $0.baseAddress, size: UInt64($0.count)), value.version)
      }
    case .success(nil): done(user, RH_NOT_FOUND, rh_bytes(), 0)
    case .failure(let error): done(user, StatusCode.status(of: error.code), rh_bytes(), 0)
    }
  }

  private static func tell(
    _ result: Result<UInt64, RoundhouseError>, _ done: rh_on_commit, _ user: UnsafeMutableRawPointer?
  ) {
    switch result {
    case .success(let version): done(user, RH_OK, version)
    case .failure(let error): done(user, StatusCode.status(of: error.code), 0)
    }
  }

  /// Copies an agent's operations; nil if one of them cannot be read.
  private static func scoped(_ operations: UnsafePointer<rh_kv_operation>?, _ count: UInt64) -> [ScopedOperation]? {
    guard count <= 256, let operations = operations ?? (count == 0 ? UnsafePointer(bitPattern: 8) : nil) else {
      return nil
    }
    var copies: [ScopedOperation] = []
    for index in 0..<Int(count) {
      let operation = operations[index]
      guard let scope = StateScope(rawValue: operation.scope), let kind = kind(operation) else { return nil }
      copies.append(
        ScopedOperation(
          scope: scope, key: String(operation.key, limit: 4096), kind: kind,
          expectedVersion: operation.expected_version == .max ? nil : operation.expected_version))
    }
    return copies
  }

  private static func kind(_ operation: rh_kv_operation) -> StateOperation.Kind? {
    switch operation.kind {
    case RH_KV_PUT: [UInt8](operation.value).map { .put($0) }
    case RH_KV_DELETE: .delete
    case RH_KV_CHECK: .check
    default: nil
    }
  }
}
