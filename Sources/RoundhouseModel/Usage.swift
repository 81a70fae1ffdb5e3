/// What an agent says an answer has used.
package struct Usage: Sendable, Equatable {
  package var inputTokens: UInt64 = 0
  package var outputTokens: UInt64 = 0
  /// Millionths of the operator's currency.
  package var costMicros: UInt64 = 0
  /// Above 0, up to 1; 0 when not stated.
  package var confidence: Double = 0

  package init() {}
}
