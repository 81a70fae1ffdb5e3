// SPDX-License-Identifier: Apache-2.0

/// The output of `vote`.
public struct Vote: Encodable, Sendable {
  public let choice: String
  /// 0 to 1.
  public let confidence: Double
  public let reason: String
}
