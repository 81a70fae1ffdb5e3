// SPDX-License-Identifier: Apache-2.0

/// What stands under a key, and since which version.
public struct StateValue: Sendable, Equatable {
  public let bytes: [UInt8]
  /// Changes whenever the value does; at least 1.
  public let version: UInt64
}
