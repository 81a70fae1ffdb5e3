// SPDX-License-Identifier: Apache-2.0

/// What may be said when another capability is asked.
public struct AskOptions: Sendable {
  /// The capability's major version; 0 takes the highest there is.
  public var version: UInt32 = 0
  /// Empty means `application/json`.
  public var contentType = ""
  /// Shorter than the call's own deadline; nil takes that.
  public var timeout: Duration?
  /// This agent and no other; empty takes the best.
  public var agent = ""
  /// The same key means the same work.
  public var idempotencyKey = ""

  public init() {}
}
