// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

extension HostLink {
  /// Reads one key and suspends until the value has come.
  func get(_ key: String, _ scope: StateScope, token: rh_call) async throws -> StateValue? {
    let pending = Pending<Found>()
    let found = await pending.wait { user in
      TextBlock(key).withStrings { self.table.pointee.kv_get(self.table, token, scope.rawValue, $0[0], onValue, user) }
    } refused: { status in
      Found(status: status, value: StateValue(bytes: [], version: 0))
    }
    switch found.status {
    case RH_OK: return found.value
    case RH_NOT_FOUND: return nil
    default: throw AgentError(host: found.status, "the host could not read the key \(key)")
    }
  }

  /// Writes all operations or none, and suspends until they are durable.
  func commit(_ operations: [StateOperation], token: rh_call) async throws -> UInt64 {
    let pending = Pending<Committed>()
    let block = OperationBlock(operations)
    let committed = await pending.wait { user in
      block.withOperations { buffer in
        self.table.pointee.kv_commit(self.table, token, buffer.baseAddress, UInt64(buffer.count), onCommit, user)
      }
    } refused: { status in
      Committed(status: status, version: 0)
    }
    guard committed.status == RH_OK else {
      let keys = operations.map(\.key).joined(separator: ", ")
      throw AgentError(host: committed.status, "the host could not commit to \(keys)")
    }
    return committed.version
  }
}

private struct Found: Sendable {
  let status: rh_status
  let value: StateValue
}

private struct Committed: Sendable {
  let status: rh_status
  let version: UInt64
}

/// The host's answer to a read: an instance thread of the host; the value is the host's and is copied.
private let onValue: rh_on_value = { user, status, value, version in
  Pending<Found>.taking(user).finish(Found(status: status, value: StateValue(bytes: Array(value), version: version)))
}

/// The host's answer to a commit: an instance thread of the host.
private let onCommit: rh_on_commit = { user, status, version in
  Pending<Committed>.taking(user).finish(Committed(status: status, version: version))
}
