// SPDX-License-Identifier: Apache-2.0

/// Where a call stands in the trace of a whole request, as W3C trace context counts it.
public struct Trace: Sendable, Equatable {
  /// The trace id's upper and lower half.
  public var high: UInt64
  public var low: UInt64
  public var span: UInt64

  public init(high: UInt64 = 0, low: UInt64 = 0, span: UInt64 = 0) {
    self.high = high
    self.low = low
    self.span = span
  }
}
