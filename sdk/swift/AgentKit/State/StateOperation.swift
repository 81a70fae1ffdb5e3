// SPDX-License-Identifier: Apache-2.0

/// One part of a commit.
public struct StateOperation: Sendable, Equatable {
  enum Kind: Int32 { case put, delete, check }

  /// What must stand under the key for the commit to take place.
  public enum Expectation: Sendable, Equatable {
    case anything
    case nothing
    case version(UInt64)
  }

  let kind: Kind
  let key: String
  let value: [UInt8]
  let scope: StateScope
  let expectation: Expectation

  /// Writes a value.
  public static func put(
    _ key: String, _ value: [UInt8], in scope: StateScope = .agent, expecting expectation: Expectation = .anything
  ) -> StateOperation {
    StateOperation(kind: .put, key: key, value: value, scope: scope, expectation: expectation)
  }

  /// Removes a key.
  public static func delete(
    _ key: String, in scope: StateScope = .agent, expecting expectation: Expectation = .anything
  ) -> StateOperation {
    StateOperation(kind: .delete, key: key, value: [], scope: scope, expectation: expectation)
  }

  /// Changes nothing, only compares.
  public static func check(
    _ key: String, in scope: StateScope = .agent, expecting expectation: Expectation
  ) -> StateOperation {
    StateOperation(kind: .check, key: key, value: [], scope: scope, expectation: expectation)
  }
}
