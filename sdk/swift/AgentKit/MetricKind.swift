// SPDX-License-Identifier: Apache-2.0

/// What a metric's values mean.
public enum MetricKind: Int32, Sendable, CaseIterable {
  /// Each value is added.
  case counter
  /// Each value replaces the one before.
  case gauge
  /// Each value is one observation, in seconds or bytes.
  case histogram
}
