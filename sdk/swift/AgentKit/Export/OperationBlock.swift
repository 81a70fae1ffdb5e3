// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// A commit's operations with all their texts, so that C can borrow them at once.
struct OperationBlock {
  private let operations: [StateOperation]
  /// Key and value of each operation, one after the other.
  private var texts = TextBlock()

  init(_ operations: [StateOperation]) {
    self.operations = operations
    for operation in operations {
      texts.append(operation.key.utf8)
      texts.append(operation.value)
    }
  }

  /// Lends the operations; the memory is this block's and valid until `body` returns.
  func withOperations<Answer>(_ body: (UnsafeBufferPointer<rh_kv_operation>) -> Answer) -> Answer {
    texts.withStrings { strings in
      operations.enumerated().map { index, operation in
        let value = strings[2 * index + 1]
        return rh_kv_operation(
          kind: operation.kind.code, scope: operation.scope.rawValue, key: strings[2 * index],
          value: rh_bytes(data: value.data, size: value.size), expected_version: operation.expectation.version)
      }.withUnsafeBufferPointer(body)
    }
  }
}

extension StateOperation.Kind {
  fileprivate var code: Int32 {
    switch self {
    case .put: RH_KV_PUT
    case .delete: RH_KV_DELETE
    case .check: RH_KV_CHECK
    }
  }
}

extension StateOperation.Expectation {
  fileprivate var version: UInt64 {
    switch self {
    case .anything: .max  // RH_VERSION_ANY, a macro that is not imported
    case .nothing: RH_VERSION_ABSENT
    case .version(let version): version
    }
  }
}
