// SPDX-License-Identifier: Apache-2.0

/// What an answer has used, and how sure the agent is of it.
public struct Usage: Sendable, Equatable {
  public var inputTokens: UInt64
  public var outputTokens: UInt64
  /// Millionths of the operator's currency.
  public var costMicros: UInt64
  /// Above 0, up to 1; 0 when not stated.
  public var confidence: Double

  public init(inputTokens: UInt64 = 0, outputTokens: UInt64 = 0, costMicros: UInt64 = 0, confidence: Double = 0) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.costMicros = costMicros
    self.confidence = confidence
  }
}
